// The pane behind the key: paste a token, see whom it stands for, forget it.
import { useGraphiQLActions } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { keepToken, readClaims, readToken } from './token.js';

export const TOKEN_PLUGIN = { title: 'Token', icon: KeyIcon, content: TokenPane };

function TokenPane() {
  const [token, setToken] = useState(readToken);
  const { introspect } = useGraphiQLActions();

  const use = text => {
    setToken(keepToken(text));
    introspect(); // Another caller may see another schema, or may see one at all.
  };

  return (
    <section className="token-pane">
      <h2>Token</h2>
      <p>Operations are sent with this token. It is kept in this tab only, and forgotten with it.</p>
      <textarea
        aria-label="Token"
        rows={6}
        spellCheck={false}
        autoComplete="off"
        placeholder="eyJhbGciOi…"
        value={token}
        onChange={change => use(change.target.value)}
      />
      {token ? <Bearer token={token} /> : <p>Without a token you see what is public.</p>}
      {token ? <button type="button" onClick={() => use('')}>Forget it</button> : null}
    </section>
  );
}

function Bearer({ token }) {
  const now = useNow();
  const claims = readClaims(token);
  if (!claims) {
    return <p role="alert">This is not a JSON Web Token: the server will refuse it.</p>;
  }

  const rows = [
    ['Subject', claims.sub],
    ['Municipality', claims.municipality],
    ['Roles', [claims.roles ?? []].flat().join(', ')],
    ['Expires', claims.exp && expiry(claims.exp * 1000, now)],
  ].filter(([, value]) => value);
  return <dl>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function expiry(moment, now) {
  const time = new Date(moment).toLocaleTimeString();
  return moment > now ? `${time}, in ${Math.ceil((moment - now) / 60_000)} min` : `${time}: it has expired`;
}

function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function KeyIcon() {
  return (
    <svg viewBox="0 0 24 24" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="8" cy="15" r="4.5" />
      <path d="M11.5 11.5 20 3m-4 4 3 3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
