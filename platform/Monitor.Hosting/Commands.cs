using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Hosting;

/// <summary>Fills a service's database with the data the system starts with.</summary>
public interface ISeeder
{
    /// <summary>Adds what is missing; may run any number of times.</summary>
    /// <param name="folder">The repository's <c>seeds/</c>, as a full path.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    Task SeedAsync(string folder, CancellationToken cancellationToken);
}

/// <summary>What a service's executable does besides serving.</summary>
public static class Commands
{
    /// <summary>
    /// Carries out <c>migrate</c> or <c>seed FOLDER</c> when the arguments begin with one: then the process ends,
    /// with exit code 1 and a sentence on standard error when it failed.
    /// </summary>
    /// <returns>True when there was such a command: <c>if (await app.RunCommandAsync(args)) { return; }</c>.</returns>
    public static async Task<bool> RunCommandAsync(this WebApplication app, string[] args)
    {
        ArgumentNullException.ThrowIfNull(app);
        Func<CancellationToken, Task>? command = args switch
        {
            ["migrate", ..] => app.Services.GetRequiredService<Migrator>().RunAsync,
            ["seed", var folder, ..] => cancellationToken => SeedAsync(app.Services, folder, cancellationToken),
            ["seed"] => _ => throw new InvalidOperationException("seed needs the folder of the seeds."),
            _ => null,
        };
        if (command is null)
        {
            return false;
        }

        await using (app)
        {
            Environment.ExitCode = await ExitCodeOfAsync(command);
        }

        return true;
    }

    private static async Task<int> ExitCodeOfAsync(Func<CancellationToken, Task> command)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler cancel = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            await command(stop.Token);
            return 0;
        }
#pragma warning disable CA1031 // The command's door: whatever failed, its sentence and the exit code say so.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    private static async Task SeedAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"The folder of the seeds, {path}, does not exist.");
        }

        await services.GetRequiredService<Migrator>().RunAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Monitor.Hosting.Seed");
        foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(path, cancellationToken);
            log.Seeded(seeder.GetType().Name, path);
        }
    }
}
