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

/// <summary>A command of a service's own, beside those that every service has.</summary>
public interface IServiceCommand
{
    /// <summary>The first argument.</summary>
    string Name { get; }

    /// <param name="arguments">What follows the name.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <exception cref="CommandException">It is not done, and why stands in the message.</exception>
    Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}

/// <summary>A command that is refused: whoever gave it reads the message, and nothing else.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>What a service's executable does besides serving.</summary>
public static class Commands
{
    /// <summary>
    /// Carries out <c>migrate</c>, <c>seed FOLDER</c> or a command of the service's own (<see cref="IServiceCommand"/>)
    /// when the arguments begin with one: then the process ends, with exit code 1 and a sentence on standard error when
    /// it failed.
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
            [var name, .. var rest] when OwnOf(app, name) is { } own =>
                cancellationToken => own.RunAsync(rest, cancellationToken),
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

    private static IServiceCommand? OwnOf(WebApplication app, string name) =>
        app.Services.GetServices<IServiceCommand>().SingleOrDefault(command => command.Name == name);

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
        catch (CommandException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
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
