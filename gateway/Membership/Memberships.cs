using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Membership;

/// <summary>
/// The memberships of those who asked lately. A query is answered by one that is seconds old at most, unless community
/// is away; events drop what has changed. Safe for many threads.
/// </summary>
internal sealed class Memberships(
    MembershipLookup lookup, IOptions<MembershipOptions> options, TimeProvider clock, ILogger<Memberships> log)
{
    /// <summary>Longer than any question to community takes, so that none brings back what a change made old.</summary>
    private static readonly TimeSpan remembered = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Who, MemberEntry> entries = new();
    private readonly ConcurrentDictionary<string, Change> changes = new(StringComparer.Ordinal);
    private readonly Lock trimming = new();

    /// <summary>Callers that something is known of.</summary>
    public int Count => entries.Count;

    /// <summary>What a caller may.</summary>
    /// <param name="who">By their token.</param>
    /// <param name="mustBeFresh">
    /// What community says now, and nothing before: for mutations. It is so for members with a role of the institute
    /// whatever they ask.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the question.</param>
    /// <exception cref="MembershipAwayException">Community does not answer, and what is known will not do.</exception>
    public ValueTask<KnownMember> FindAsync(Who who, bool mustBeFresh, CancellationToken cancellationToken)
    {
        var entry = entries.TryGetValue(who, out var existing) ? existing : Add(who);
        return !mustBeFresh
            && entry.Known is { Membership.IsPrivileged: false } known
            && clock.GetElapsedTime(known.FoundAt) < options.Value.FreshFor
                ? new(known)
                : new(AskAsync(entry, mustBeFresh, cancellationToken));
    }

    /// <summary>Drops what was known of a member before a change.</summary>
    /// <param name="member">The pseudonym.</param>
    /// <param name="revision">Of the change: what is as new, or newer, stays.</param>
    public void Drop(string member, int revision)
    {
        var now = clock.GetTimestamp();
        changes.AddOrUpdate(
            member,
            _ => new Change(revision, now),
            (_, known) => new Change(Math.Max(known.Revision, revision), now));
        foreach (var (who, entry) in entries)
        {
            // With the name by which they asked: who was erased is not to be found here.
            if (entry.DropOutdated())
            {
                entries.TryRemove(new(who, entry));
            }
        }
        foreach (var (old, change) in changes)
        {
            if (clock.GetElapsedTime(change.At, now) > remembered)
            {
                changes.TryRemove(new(old, change));
            }
        }
    }

    private async Task<KnownMember> AskAsync(MemberEntry entry, bool mustBeFresh, CancellationToken cancellationToken)
    {
        var before = entry.Known;
        // A role that was taken away must be gone at once: what another has asked before will not do.
        var mustBeginNow = mustBeFresh || before?.Membership.IsPrivileged == true;
        try
        {
            var found = await entry.AskAsync(mustBeginNow).WaitAsync(cancellationToken);
            MembershipMetrics.Asked("found");
            return found;
        }
        catch (MembershipAwayException) when (!mustBeFresh && MayServe(entry.Known))
        {
            MembershipMetrics.Asked("stale");
            return entry.Known!;
        }
        catch (MembershipAwayException away)
        {
            MembershipMetrics.Asked("away");
            log.MembershipUnknown(away.Message);
            throw;
        }
    }

    /// <summary>While community is away: what it said before, for a while; never a right that can do harm.</summary>
    private bool MayServe(KnownMember? known) =>
        known is { Membership.IsPrivileged: false } && clock.GetElapsedTime(known.FoundAt) < options.Value.StaleFor;

    private MemberEntry Add(Who who)
    {
        if (entries.Count >= options.Value.MostKept)
        {
            Trim();
        }
        return entries.GetOrAdd(who, _ => new MemberEntry(known => AskAsync(who, known), IsOutdated));
    }

    private async Task<KnownMember> AskAsync(Who who, KnownMember? known)
    {
        var began = clock.GetTimestamp();
        var found = await lookup.FindAsync(who);
        if (known?.Membership.IsSameAs(found) == true)
        {
            known.FoundAgain(began);   // with the tokens that were made of it
            return known;
        }
        return new KnownMember(found, began);
    }

    private bool IsOutdated(Membership membership) =>
        changes.TryGetValue(membership.Member, out var change) && membership.Revision < change.Revision;

    /// <summary>Forgets the tenth of all that was found longest ago.</summary>
    private void Trim()
    {
        lock (trimming)
        {
            if (entries.Count < options.Value.MostKept)
            {
                return;
            }
            var oldest = entries.OrderBy(entry => entry.Value.Known?.FoundAt ?? 0).Take(1 + entries.Count / 10);
            foreach (var (who, _) in oldest.ToList())
            {
                entries.TryRemove(who, out _);
            }
        }
    }

    private readonly record struct Change(int Revision, long At);
}
