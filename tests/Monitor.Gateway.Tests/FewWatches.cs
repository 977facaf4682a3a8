using System.Runtime.CompilerServices;

namespace Monitor.Gateway.Tests;

/// <summary>
/// A system gives a user some hundred watches of files, and every host takes one for its appsettings.json: tests start
/// many hosts, and change no such file.
/// </summary>
internal static class FewWatches
{
    [ModuleInitializer]
    internal static void Set() =>
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
