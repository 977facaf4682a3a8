// openid-client (someone else's library) signs in at the provider, as a front end does, and tells in one line of JSON
// what it got. It checks the answers itself: state, nonce, iss, at_hash, signatures, max_age.
import * as oidc from 'openid-client';

const [issuer, job] = [process.argv[2], JSON.parse(process.argv[3])];
const config = await oidc.discovery(
  new URL(issuer), job.client, job.metadata ?? {}, job.secret ? oidc.ClientSecretBasic(job.secret) : oidc.None(),
  { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] });

const scenarios = { signIn, machine, reuse, revoke, signOut };
try {
  console.log(JSON.stringify(await scenarios[job.scenario]()));
} catch (failure) {
  console.log(JSON.stringify({ failed: failure.code, error: failure.error ?? failure.cause?.error ?? failure.message }));
}

async function signIn() {
  const tokens = await codeGrant(browser());
  const claims = tokens.claims();
  const user = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  const answer = { access: tokens.access_token, claims, user, expiresIn: tokens.expires_in };
  if (tokens.refresh_token) {
    const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    answer.renewed = { access: renewed.access_token, claims: renewed.claims(), rotated: renewed.refresh_token !== tokens.refresh_token };
  }
  return answer;
}

async function machine() {
  const tokens = await oidc.clientCredentialsGrant(config, job.scope ? { scope: job.scope } : {});
  return { access: tokens.access_token, scope: tokens.scope, expiresIn: tokens.expires_in, refresh: tokens.refresh_token };
}

async function reuse() {
  const tokens = await codeGrant(browser());
  const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  const again = await errorOf(() => oidc.refreshTokenGrant(config, tokens.refresh_token));
  const after = await errorOf(() => oidc.refreshTokenGrant(config, renewed.refresh_token));
  return { again, after };
}

async function revoke() {
  const tokens = await codeGrant(browser());
  await oidc.tokenRevocation(config, tokens.refresh_token);
  return { after: await errorOf(() => oidc.refreshTokenGrant(config, tokens.refresh_token)) };
}

async function signOut() {
  const visit = browser();
  const tokens = await codeGrant(visit);
  const silent = await codeGrant(visit, { prompt: 'none' });
  const url = oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token, post_logout_redirect_uri: job.signedOut, state: 'bye' });
  const back = await visit(url);
  return {
    silent: silent.claims().sub, back: back.href, after: await errorOf(() => codeGrant(visit, { prompt: 'none' })) };
}

async function codeGrant(visit, more = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const asked = oidc.buildAuthorizationUrl(config, {
    redirect_uri: job.redirect, scope: job.scope ?? 'openid', state, nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    ...job.asked, ...more });
  const back = await visit(asked);
  return oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
    maxAge: job.asked?.max_age === undefined ? undefined : Number(job.asked.max_age) });
}

// Follows redirects with its cookies until it leaves the provider; on the page it chooses the job's persona.
function browser() {
  const cookies = new Map();
  return async url => {
    let request = [url];
    for (let step = 0; step < 10; step++) {
      const [to, init = {}] = request;
      if (to.origin !== new URL(issuer).origin) return to;
      const answer = await fetch(to, {
        ...init, redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const cookie of answer.headers.getSetCookie()) {
        const [name, value] = cookie.split(';')[0].split('=');
        if (value) cookies.set(name, value); else cookies.delete(name);
      }
      request = answer.status === 303
        ? [new URL(answer.headers.get('location'), to)]
        : [new URL('/sign-in', to), { method: 'POST', body: new URLSearchParams({
            request: to.searchParams.get('request'), subject: job.subject,
            acr: job.acr ?? 'http://eidas.europa.eu/LoA/low' }) }];
    }
    throw new Error('The provider sends the browser round and round.');
  };
}

async function errorOf(action) {
  try {
    await action();
    return null;
  } catch (failure) {
    return failure.error ?? failure.message;
  }
}
