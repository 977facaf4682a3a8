-- 0003: whose own rows a transaction may touch: policies on what is one member's (drafts, notifications) ask is_member.
-- A member is known by the pseudonym that stands in the token: 32 hex digits of the account's id.
CREATE FUNCTION is_member(member uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('monitor.acting_as', true) = 'service'
        OR current_setting('monitor.member', true) = replace(member::text, '-', '')
$$;
