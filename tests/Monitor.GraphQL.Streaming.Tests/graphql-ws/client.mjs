// Drives the client of graphql-ws as the lines on standard input say, and tells each thing that it hears as a line.
// In:  {"subscribe": id, "payload": {query, variables}}, {"end": id}, {"dispose": true}
// Out: {"id", "next"}, {"id", "error"}, {"id", "complete": true}, {"event": "connected" | "closed" | "pong" | …}
import { createInterface } from 'node:readline';
import { createClient } from 'graphql-ws/client';
import WebSocket from 'ws';

const [url, settings = '{}'] = process.argv.slice(2);
const { connectionParams, keepAlive, lazyCloseTimeout, ids } = JSON.parse(settings);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const client = createClient({
  url,
  connectionParams,
  keepAlive,
  lazyCloseTimeout,
  webSocketImpl: WebSocket,
  generateID: ids && (() => ids.shift()),
  retryWait: () => new Promise((proceed) => setTimeout(proceed, 100)),
  retryAttempts: 100,
  shouldRetry: () => true,
  on: {
    connected: (_socket, _payload, wasRetry) => say({ event: 'connected', wasRetry }),
    closed: ({ code, reason }) => say({ event: 'closed', code, reason }),
    ping: (received) => received && say({ event: 'ping' }),
    pong: (received) => received && say({ event: 'pong' }),
  },
});

const ends = {};
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    if (command.subscribe) {
      const id = command.subscribe;
      ends[id] = client.subscribe(command.payload, {
        next: (next) => say({ id, next }),
        error: (error) => say({ id, error: Array.isArray(error) ? error : { code: error.code, reason: error.reason } }),
        complete: () => say({ id, complete: true }),
      });
    } else if (command.end) {
      ends[command.end]();
    } else {
      client.dispose();
    }
  })
  .on('close', () => process.exit());
