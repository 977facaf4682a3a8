using Microsoft.AspNetCore.Routing;
using Monitor.Hosting;

namespace Monitor.Dapr;

/// <summary>A person was erased: whatever is kept under this pseudonym alone goes. Told by community.</summary>
/// <param name="Member">The pseudonym, 32 hexadecimal digits; it leads nowhere any more.</param>
public sealed record MemberErased(string Member)
{
    public const string Topic = "member.erased";
}

/// <summary>
/// Erases what a pseudonym finds. Community asked before, with names and addresses, and waited for the answer: this
/// finds what came in since, or came back with a database that was restored. Again changes nothing.
/// </summary>
public sealed class MemberErasedHandler(Inbox inbox, PersonalRecords data) : IHandle<MemberErased>
{
    public async Task<Delivery> HandleAsync(Received<MemberErased> received, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (!effect.AlreadyHandled)
        {
            await using var acting = await ActingAs.Service.WithinAsync(effect.Transaction, cancellationToken);
            await data.EraseAsync(
                effect.Transaction, KnownPerson.Nameless(received.Data.Member), cancellationToken);
            await effect.CommitAsync(cancellationToken);
        }

        return Delivery.Done;
    }
}

/// <summary>Has a service answer for the persons in its tables.</summary>
public static class ErasureSetup
{
    /// <summary>Maps what community asks of the service's list, and hears what it tells.</summary>
    public static void MapErasure(this IEndpointRouteBuilder app, string community)
    {
        app.MapPersonalData(community);
        app.MapEvent<MemberErased, MemberErasedHandler>(MemberErased.Topic, community);
    }
}
