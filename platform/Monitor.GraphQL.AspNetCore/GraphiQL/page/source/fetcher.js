// Sends operations as the specification of GraphQL over HTTP has it, subscriptions over server-sent events.
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-sse';
import { readToken } from './token.js';

/** A fetcher for GraphiQL: one answer for queries and mutations, a stream for subscriptions. */
export function createFetcher(endpoint) {
  return (request, options = {}) => {
    const headers = { ...authorization(), ...options.headers };
    return isSubscription(request) ? subscribe(endpoint, request, headers) : send(endpoint, request, headers);
  };
}

async function send(endpoint, request, headers) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}

async function* subscribe(endpoint, request, headers) {
  try {
    yield* createClient({ url: endpoint, headers, retryAttempts: 0 }).iterate(request);
  } catch (fault) {
    yield await readRefusal(fault);
  }
}

/** What the server said instead of a stream; else why there is none. */
async function readRefusal(fault) {
  try {
    return await fault.response.json();
  } catch {
    return { errors: [{ message: fault.message }] };
  }
}

function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false; // The server says what is wrong with it.
  }
}

function authorization() {
  const token = readToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}
