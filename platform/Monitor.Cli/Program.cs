using System.CommandLine;
using Monitor.Cli;
using Monitor.Cli.Commands;
using Monitor.Cli.Running;
using Spectre.Console;

// What ./monitor runs: each command is a class in Commands/.
try
{
    var workplace = Workplace.FromEnvironment(Environment.GetEnvironmentVariable);
    var servers = ServerAddresses.FromEnvironment(Environment.GetEnvironmentVariable);
    var console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    });
    var root = new RootCommand("Monitor: the whole system on this machine.")
    {
        Up(), Down(), Restart(), Status(), Logs(), Test(), Bench(), Compose(), Seed(), Import(), Report(), Token(),
        RotateKeys(), Keys(),
    };
    var configuration = new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(2),   // Ctrl-C stops nine processes in order
    };
    return await root.Parse(args).InvokeAsync(configuration);

    Command Up()
    {
        var detach = new Option<bool>("--detach", "-d") { Description = "Return once it runs; down stops it." };
        var command = new Command("up", "Start everything: servers, seeds, services, gateway.") { detach };
        command.SetAction((result, cancellationToken) =>
            new UpCommand(workplace, servers, console).RunAsync(result.GetValue(detach), cancellationToken));
        return command;
    }

    Command Down()
    {
        var delete = new Option<bool>("--delete-data") { Description = "Delete its databases and streams too." };
        var command = new Command("down", "Stop what up started.") { delete };
        command.SetAction((result, cancellationToken) =>
            new DownCommand(workplace, console).RunAsync(result.GetValue(delete), cancellationToken));
        return command;
    }

    Command Restart()
    {
        var part = new Argument<string>("part") { Description = "gateway or a service." };
        var command = new Command("restart", "Build what changed and start one part anew.") { part };
        command.SetAction((result, cancellationToken) => new RestartCommand(workplace, servers, console).RunAsync(
            result.GetValue(part)!, cancellationToken));
        return command;
    }

    Command Status()
    {
        var command = new Command("status", "Show each part's process, address and health.");
        command.SetAction((_, cancellationToken) =>
            new StatusCommand(workplace, console).RunAsync(cancellationToken));
        return command;
    }

    Command Logs()
    {
        var part = new Argument<string?>("part")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "One part; default all.",
        };
        var noFollow = new Option<bool>("--no-follow") { Description = "Show the end and stop." };
        var command = new Command("logs", "Show the logs and follow them.") { part, noFollow };
        command.SetAction((result, cancellationToken) => new LogsCommand(workplace, console).RunAsync(
            result.GetValue(part), !result.GetValue(noFollow), cancellationToken));
        return command;
    }

    Command Test()
    {
        var part = new Argument<string?>("part")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A test project by (part of) its name: scoring, gateway, endtoend; default all.",
        };
        var isLong = new Option<bool>("--long") { Description = "Run the longer forms too." };
        var command = new Command("test", "Build everything and run the tests.") { part, isLong };
        command.SetAction((result, cancellationToken) => new TestCommand(workplace, console).RunAsync(
            result.GetValue(part), result.GetValue(isLong), cancellationToken));
        return command;
    }

    Command Bench()
    {
        var name = new Argument<string?>("benchmark")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "Which; without it, lists them.",
        };
        var quick = new Option<bool>("--quick") { Description = "Fewer and shorter rounds: an impression." };
        var only = new Option<string?>("--only") { Description = "Only works whose name holds this word: parse." };
        var command = new Command("bench", "Measure, and compare with the reference (needs Node).")
        {
            name, quick, only,
        };
        command.TreatUnmatchedTokensAsErrors = false;   // each benchmark has more of its own, and refuses the rest
        command.SetAction((result, cancellationToken) => new BenchCommand(workplace).RunAsync(
            result.GetValue(name),
            [
                .. result.GetValue(quick) ? (string[])["--quick"] : [],
                .. result.GetValue(only) is { } word ? (string[])["--only", word] : [],
                .. result.UnmatchedTokens,
            ],
            cancellationToken));
        return command;
    }

    Command Compose()
    {
        var check = new Option<bool>("--check") { Description = "Only say whether it is up to date." };
        var command = new Command("compose", "Compose the schemas into the supergraph (needs Node).") { check };
        command.SetAction((result, cancellationToken) => new ComposeCommand(workplace).RunAsync(
            result.GetValue(check) ? ["--check"] : [], cancellationToken));
        return command;
    }

    Command Seed()
    {
        var command = new Command("seed", "Add what is missing of seeds/ to the running system.");
        command.SetAction((_, cancellationToken) =>
            new SeedCommand(workplace, servers, console).RunAsync(cancellationToken));
        return command;
    }

    Command Import()
    {
        var file = new Argument<string>("file") { Description = "CSV: municipality, question, options, text, …" };
        var round = new Option<int>("--round") { Description = "Year of the round.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would happen." };
        var map = new Option<string?>("--map") { Description = "How another tool's codes are ours: JSON or CSV." };
        var replace = new Option<bool>("--replace") { Description = "Replace responses that are there, with history." };
        var separator = new Option<string>("--option-separator")
        {
            Description = "Between options in one cell.",
            DefaultValueFactory = _ => "|",
        };
        var report = new Option<string?>("--report") { Description = "Keep the whole report here, as JSON." };
        var responses = new Command("responses", "Import responses into a round, as the institute; all or nothing.")
        {
            file, round, dryRun, map, replace, separator, report,
        };
        responses.SetAction((result, cancellationToken) =>
            new ImportCommand(workplace, Environment.GetEnvironmentVariable, console).RunAsync(
                new ImportArguments
                {
                    File = result.GetValue(file)!,
                    Round = result.GetValue(round),
                    IsDryRun = result.GetValue(dryRun),
                    Map = result.GetValue(map),
                    Replaces = result.GetValue(replace),
                    OptionSeparator = result.GetValue(separator)!,
                    Report = result.GetValue(report),
                },
                cancellationToken));
        return new Command("import", "Bring files into the running system.")
        {
            responses, ImportAreas(), ImportFigures(),
        };
    }

    Command ImportAreas()
    {
        var file = new Argument<string>("file") { Description = "CBS's table Gebieden in Nederland, as CSV." };
        var year = new Option<int>("--year") { Description = "Year of the list.", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell faults and differences." };
        var successions = new Option<string?>("--successions")
        {
            Description = "CSV: date,old_code,old_name,new_code,new_name,kind,note since the list before.",
        };
        var areas = new Command("areas", "Import the municipalities of a year, as the institute; all or nothing.")
        {
            file, year, successions, dryRun,
        };
        areas.SetAction((result, cancellationToken) =>
            new ImportAreasCommand(workplace, Environment.GetEnvironmentVariable, console).RunAsync(
                new ImportAreasArguments
                {
                    File = result.GetValue(file)!,
                    Year = result.GetValue(year),
                    Successions = result.GetValue(successions),
                    IsDryRun = result.GetValue(dryRun),
                },
                cancellationToken));
        return areas;
    }

    Command Report()
    {
        var year = new Option<int>("--year") { Description = "Year of the round.", Required = true };
        var region = new Option<string?>("--region") { Description = "Of a region instead: VT05, CA-GM0153." };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "As it was on this day, such as 2018-01-31." };
        var output = new Option<string?>("--output", "-o") { Description = "Default jaarrapport-<year>.html." };
        var pdf = new Option<bool>("--pdf") { Description = "A PDF beside it too, where Chromium is installed." };
        var command = new Command("report", "Print the report of a round, or of a region in it.")
        {
            year, region, asOf, output, pdf,
        };
        command.SetAction((result, cancellationToken) =>
            new ReportCommand(workplace, Environment.GetEnvironmentVariable, console).RunAsync(
                new ReportArguments
                {
                    Year = result.GetValue(year),
                    Region = result.GetValue(region),
                    AsOf = result.GetValue(asOf),
                    Output = result.GetValue(output),
                    WithPdf = result.GetValue(pdf),
                },
                cancellationToken));
        return command;
    }

    Command ImportFigures()
    {
        var content = new Argument<string>("content")
        {
            Description = "A CSV of StatLine, a zip or folder with a table's OData JSON, or its https address.",
        };
        var mapping = new Option<string>("--mapping")
        {
            Description = "How the table becomes figures: a name (84852NED), or a file of your own (.json).",
            Required = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would happen." };
        var status = new Option<string?>("--status")
        {
            Description = "PROVISIONAL, REVISED_PROVISIONAL or DEFINITE: for the download in codes, which cannot tell.",
        };
        var published = new Option<string?>("--published")
        {
            Description = "Publication day (2024-04-30); default: as the table says, or today.",
        };
        var report = new Option<string?>("--report") { Description = "Keep the whole report here, as JSON." };
        var figures = new Command(
            "figures", "Import figures of CBS StatLine, as the institute; all or nothing. Ends with 1 where refused.")
        {
            content, mapping, dryRun, status, published, report,
        };
        figures.SetAction((result, cancellationToken) =>
            new ImportFiguresCommand(workplace, Environment.GetEnvironmentVariable, console).RunAsync(
                new ImportFiguresArguments
                {
                    Content = result.GetValue(content)!,
                    Mapping = result.GetValue(mapping)!,
                    IsDryRun = result.GetValue(dryRun),
                    Status = result.GetValue(status),
                    Published = result.GetValue(published),
                    Report = result.GetValue(report),
                },
                cancellationToken));
        return figures;
    }

    Command Token()
    {
        var municipality = new Option<string?>("--municipality", "-m") { Description = "CBS code, such as GM0153." };
        var roles = new Option<string[]>("--role", "-r")
        {
            Description = $"One or more of: {string.Join(", ", Monitor.Hosting.Role.All)}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var subject = new Option<string?>("--subject") { Description = "Who it is; default by municipality and role." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"One or more of: {string.Join(", ", Monitor.Hosting.Scope.All)}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var client = new Option<string?>("--client") { Description = "A program that asks for itself; no roles." };
        var acr = new Option<string?>("--acr") { Description = "How surely, just now: low, substantial or high." };
        var command = new Command("token", "Sign an access token of a persona or a machine, for an hour.")
        {
            municipality, roles, subject, scopes, client, acr,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var token = TokenCommand.Read(new TokenArguments
            {
                Municipality = result.GetValue(municipality),
                Roles = result.GetValue(roles) ?? [],
                Subject = result.GetValue(subject),
                Scopes = result.GetValue(scopes) ?? [],
                Client = result.GetValue(client),
                Acr = result.GetValue(acr),
            });
            Console.WriteLine(await new TokenCommand(workplace, Environment.GetEnvironmentVariable).SignAsync(
                token, cancellationToken));
            return 0;
        });
        return command;
    }

    Command Keys()
    {
        var folder = new Argument<string>("folder") { Description = "Where the key files are, or shall be." };
        var step = new Argument<string>("step")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"One of: {string.Join(", ", KeysCommand.Steps)}.",
            DefaultValueFactory = _ => "first",
        };
        var command = new Command("keys", "Make or change the gateway's keys of an environment.") { folder, step };
        command.SetAction(async (result, cancellationToken) =>
        {
            Console.WriteLine(await KeysCommand.RunAsync(
                result.GetValue(folder)!, result.GetValue(step)!, cancellationToken));
            return 0;
        });
        return command;
    }

    Command RotateKeys()
    {
        var command = new Command("rotate-keys", "Let the identity provider sign with its next keys.");
        command.SetAction(_ => new RotateKeysCommand(workplace, console).Run());
        return command;
    }
}
catch (CliException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;   // as a shell reports Ctrl-C
}
