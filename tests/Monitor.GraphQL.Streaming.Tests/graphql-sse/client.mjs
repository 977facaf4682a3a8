// Drives the client of graphql-sse as the lines on standard input say, and tells each thing that it hears as a line.
// In:  {"subscribe": id, "payload": {query, variables}}, {"end": id}, {"dispose": true}
// Out: {"id", "next"}, {"id", "error"}, {"id", "complete": true}, {"event": "connected", "wasRetry"}
import { createInterface } from 'node:readline';
import { createClient } from 'graphql-sse';

const [url, settings = '{}'] = process.argv.slice(2);
const { headers, retryAttempts = 100 } = JSON.parse(settings);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const client = createClient({
  url,
  headers,
  retryAttempts,
  retry: () => new Promise((proceed) => setTimeout(proceed, 100)),
});

const ends = {};
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    if (command.subscribe) {
      const id = command.subscribe;
      ends[id] = client.subscribe(
        command.payload,
        {
          next: (next) => say({ id, next }),
          error: (error) => say({ id, error: error.message }),
          complete: () => say({ id, complete: true }),
        },
        { connected: (wasRetry) => say({ event: 'connected', wasRetry }) },
      );
    } else if (command.end) {
      ends[command.end]();
    } else {
      client.dispose();
    }
  })
  .on('close', () => process.exit());
