using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// Failures of PostgreSQL of which a client may be told: a text that no column takes (U+0000), wherever it is used,
/// and a database that is away for now.
/// </summary>
internal sealed class PostgresFailures(ILogger<PostgresFailures> log) : IFailureExplanation
{
    public ClientException? Explain(Exception failure)
    {
        switch (failure)
        {
            case PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter,
            }:
                return new ClientException(
                    "BAD_USER_INPUT", "A text holds a character that cannot be kept or found (U+0000).");
            case NpgsqlException { IsTransient: true }:
                log.DatabaseAway(failure);
                return new ClientException(
                    "SUBGRAPH_UNAVAILABLE",
                    "The database behind this does not answer now; try again later, a mutation with the same "
                    + "Idempotency-Key: it may have taken effect.");
            default:
                return null;
        }
    }
}
