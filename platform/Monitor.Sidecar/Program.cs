using Monitor.Sidecar;

if (!SidecarArguments.TryParse(args, out var arguments, out var fault))
{
    await Console.Error.WriteLineAsync($"{fault}\n{SidecarArguments.Usage}");
    return 2;
}

try
{
    // Reads k8s/dapr, listens, invokes, publishes, delivers: SidecarHost.cs.
    await SidecarHost.Build(arguments).RunAsync();
    return 0;
}
catch (SidecarException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
