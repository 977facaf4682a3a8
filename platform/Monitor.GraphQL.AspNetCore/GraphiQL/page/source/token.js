// The token stays in this tab: it is gone when the tab is closed, and no other site can read it.
const KEY = 'monitor.token';

export function readToken() {
  return sessionStorage.getItem(KEY) ?? '';
}

/** Keeps a token; an empty one forgets it. A pasted header ("Bearer …") is taken too. */
export function keepToken(text) {
  const token = text.trim().replace(/^(authorization\s*:\s*)?bearer\s+/i, '');
  if (token) {
    sessionStorage.setItem(KEY, token);
  } else {
    sessionStorage.removeItem(KEY);
  }

  return token;
}

/** What a token says of its bearer, unchecked: the server judges it. Null where it cannot be read. */
export function readClaims(token) {
  try {
    const [, payload] = token.split('.');
    const bytes = Uint8Array.from(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.codePointAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
