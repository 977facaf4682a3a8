namespace Monitor.Gateway.Membership;

/// <summary>
/// What is known of one caller, and the question about them that is under way: one for all who wait. Safe for many
/// threads.
/// </summary>
/// <param name="find">Asks community; gets what was known before.</param>
/// <param name="isOutdated">Whether a later change of that member is known.</param>
internal sealed class MemberEntry(
    Func<KnownMember?, Task<KnownMember>> find, Func<Membership, bool> isOutdated)
{
    private readonly Lock padlock = new();
    private KnownMember? known;
    private Task<KnownMember>? running;
    private Task<KnownMember>? next;

    /// <summary>Null where nothing is known, or what was known is no longer so.</summary>
    public KnownMember? Known => Volatile.Read(ref known);

    /// <summary>Asks, or waits for a question that is under way.</summary>
    /// <param name="mustBeginNow">
    /// What a question brings that was asked before will not do: then all who say so wait for the next.
    /// </param>
    /// <exception cref="MembershipAwayException">There is no answer.</exception>
    public Task<KnownMember> AskAsync(bool mustBeginNow)
    {
        lock (padlock)
        {
            if (running is null)
            {
                return Start();
            }
            return mustBeginNow ? next ??= AskAfterAsync(running) : running;
        }
    }

    /// <summary>Forgets what is older than a change. Those who ask meanwhile must know of it before.</summary>
    /// <returns>True where something was forgotten, and so nothing is known any more.</returns>
    public bool DropOutdated()
    {
        lock (padlock)
        {
            if (known is not null && isOutdated(known.Membership))
            {
                known = null;
                return true;
            }

            return false;
        }
    }

    private Task<KnownMember> Start()
    {
        using (ExecutionContext.SuppressFlow())   // others wait for it too: it is no part of this request
        {
            return running = Task.Run(RunAsync);
        }
    }

    private async Task<KnownMember> RunAsync()
    {
        try
        {
            var found = await find(Known);
            if (!TryKeep(found))
            {
                // It was asked before a change that was heard of meanwhile.
                found = await find(null);
                TryKeep(found);
            }
            return found;
        }
        finally
        {
            lock (padlock)
            {
                running = null;
            }
        }
    }

    private bool TryKeep(KnownMember found)
    {
        lock (padlock)
        {
            known = isOutdated(found.Membership) ? null : found;
            return known is not null;
        }
    }

    private async Task<KnownMember> AskAfterAsync(Task earlier)
    {
        await earlier.ContinueWith(static _ => { }, TaskScheduler.Default);
        Task<KnownMember> mine;
        lock (padlock)
        {
            next = null;
            mine = running ?? Start();   // whatever runs now began after those who wait here asked
        }
        return await mine;
    }
}
