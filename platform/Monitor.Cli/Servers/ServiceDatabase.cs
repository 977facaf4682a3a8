using Npgsql;

namespace Monitor.Cli.Servers;

/// <summary>
/// A service's database, its owner role (migrations) and its application role (queries): what an operator makes
/// by hand elsewhere.
/// </summary>
public sealed record ServiceDatabase
{
    /// <summary>Also the prefix of the roles <c>service_owner</c> and <c>service_app</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The database's name: the service's own, or another in tests.</summary>
    public required string Name { get; init; }

    public required string OwnerPassword { get; init; }

    public required string AppPassword { get; init; }

    /// <summary>Makes roles and database where they are missing, and sets the passwords. May be repeated.</summary>
    /// <param name="superuser">Connection string of a role that may create both.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task CreateAsync(string superuser, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync(cancellationToken);

        // Roles belong to the whole cluster: one creator at a time.
        await ExecuteAsync(connection, "SELECT pg_advisory_lock(hashtext('monitor roles'))", cancellationToken);
        await CreateRoleAsync(connection, $"{Service}_owner", OwnerPassword, cancellationToken);
        await CreateRoleAsync(connection, $"{Service}_app", AppPassword, cancellationToken);
        await CreateDatabaseAsync(connection, cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_unlock_all()", cancellationToken);
    }

    public string OwnerConnectionString(string superuser) => ConnectionString(superuser, "owner", OwnerPassword);

    public string AppConnectionString(string superuser) => ConnectionString(superuser, "app", AppPassword);

    private string ConnectionString(string superuser, string role, string password)
    {
        var server = new NpgsqlConnectionStringBuilder(superuser);
        return new NpgsqlConnectionStringBuilder
        {
            Host = server.Host,
            Port = server.Port,
            SslMode = server.SslMode,
            Database = Name,
            Username = $"{Service}_{role}",
            Password = password,
        }.ConnectionString;
    }

    private static async Task CreateRoleAsync(
        NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        var exists = await ExistsAsync(
            connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role, cancellationToken);
        var format = exists ? "ALTER ROLE %I LOGIN PASSWORD %L" : "CREATE ROLE %I LOGIN PASSWORD %L";
        await ExecuteFormattedAsync(connection, format, [role, password], cancellationToken);
    }

    private async Task CreateDatabaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var owner = $"{Service}_owner";
        if (!await ExistsAsync(
            connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", Name, cancellationToken))
        {
            // A role that is no superuser must belong to a role to give it a database.
            await ExecuteFormattedAsync(connection, "GRANT %I TO CURRENT_USER", [owner], cancellationToken);
            await ExecuteFormattedAsync(
                connection, "CREATE DATABASE %I OWNER %I", [Name, owner], cancellationToken);
        }

        await ExecuteFormattedAsync(
            connection, "REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC", [Name], cancellationToken);
        await ExecuteFormattedAsync(
            connection, "GRANT CONNECT ON DATABASE %I TO %I", [Name, $"{Service}_app"], cancellationToken);
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, string query, string name, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // One of the two queries above.
        await using var command = new NpgsqlCommand(query, connection);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // Names and passwords of DDL cannot be parameters: the server's own format() quotes them.
    private static async Task ExecuteFormattedAsync(
        NpgsqlConnection connection, string format, string[] arguments, CancellationToken cancellationToken)
    {
        await using var quote = new NpgsqlCommand("SELECT format($1, VARIADIC $2)", connection);
        quote.Parameters.Add(new NpgsqlParameter<string> { TypedValue = format });
        quote.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = arguments });
        await ExecuteAsync(connection, (string)(await quote.ExecuteScalarAsync(cancellationToken))!, cancellationToken);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Fixed text, or quoted by the server.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
