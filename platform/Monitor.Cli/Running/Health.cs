using Monitor.Cli.Servers;
using Npgsql;

namespace Monitor.Cli.Running;

/// <summary>Asks a part how it does.</summary>
public static class Health
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Whether the address answers with 2xx within two seconds.</summary>
    public static async Task<bool> IsGoodAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Whether the part serves, asked in its own way.</summary>
    public static async Task<bool> IsGoodAsync(
        Part part, Workplace workplace, Secrets secrets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(workplace);
        ArgumentNullException.ThrowIfNull(secrets);
        var port = workplace.Ports + part.PortOffset;
        return part.Name switch
        {
            "postgres" => await PostgresAnswersAsync(port, secrets.Postgres, cancellationToken),
            "cache" => await RedisServer.AnswersAsync(port, secrets.Cache, cancellationToken),
            "broker" => await RedisServer.AnswersAsync(port, secrets.Broker, cancellationToken),
            "sidecar" => await IsGoodAsync(
                new Uri($"{workplace.UrlOf(part)}/v1.0/healthz/outbound"), cancellationToken),
            _ => await IsGoodAsync(new Uri($"{workplace.UrlOf(part)}/health/ready"), cancellationToken),
        };
    }

    private static async Task<bool> PostgresAnswersAsync(
        int port, string password, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(PostgresServer.ConnectionStringOf(port, password));
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
