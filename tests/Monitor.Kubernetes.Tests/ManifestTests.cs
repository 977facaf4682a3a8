using System.Text.Json;

namespace Monitor.Kubernetes.Tests;

/// <summary>
/// Both folders that an operator applies build, and every object in them is one that a cluster accepts.
/// </summary>
public sealed class ManifestTests(KubernetesTools tools) : IClassFixture<KubernetesTools>
{
    private static readonly string[] Processes = ["benchmark", "community", "gateway", "questionnaire", "scoring"];

    public static TheoryData<string> Folders => ["base", "overlays/production"];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Every_object_fits_the_Kubernetes_schemas(string folder)
    {
        var objects = await tools.BuildAsync(folder.Split('/'));

        Assert.Empty(await KubernetesTools.FaultsAsync(objects.Where(OfKubernetes)));
    }

    [Fact]
    public async Task A_mistyped_field_and_a_wrong_type_are_found()
    {
        var planted = Manifests.Read("""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: { name: planted }
            spec: { maxUnavailble: 1, selector: { matchLabels: 3 } }
            """);

        var faults = await KubernetesTools.FaultsAsync(planted);

        Assert.Contains(faults, fault => fault.Contains("/spec/maxUnavailble", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("/spec/selector/matchLabels", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task The_five_processes_run_without_rights_within_limits_and_with_probes(string folder)
    {
        var deployments = (await tools.BuildAsync(folder.Split('/')))
            .Where(item => item.GetProperty("kind").GetString() == "Deployment").ToArray();

        Assert.Equal(Processes, deployments.Select(Name).Order(StringComparer.Ordinal));
        foreach (var deployment in deployments)
        {
            var pod = deployment.GetProperty("spec").GetProperty("template").GetProperty("spec");
            Assert.True(pod.GetProperty("securityContext").GetProperty("runAsNonRoot").GetBoolean());
            var container = Assert.Single(pod.GetProperty("containers").EnumerateArray());
            Assert.All(["readinessProbe", "livenessProbe", "startupProbe"], probe => container.GetProperty(probe));
            Assert.True(container.GetProperty("resources").TryGetProperty("limits", out _));
            Assert.False(container.GetProperty("securityContext").GetProperty("allowPrivilegeEscalation").GetBoolean());
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task No_secret_stands_in_the_manifests(string folder)
    {
        var objects = await tools.BuildAsync(folder.Split('/'));

        Assert.DoesNotContain(objects, item => item.GetProperty("kind").GetString() == "Secret");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Each_process_names_a_Dapr_configuration_that_is_there(string folder)
    {
        var objects = await tools.BuildAsync(folder.Split('/'));
        var configurations = objects
            .Where(item => item.GetProperty("kind").GetString() == "Configuration").Select(Name).ToHashSet();

        foreach (var deployment in objects.Where(item => item.GetProperty("kind").GetString() == "Deployment"))
        {
            var annotations = deployment.GetProperty("spec").GetProperty("template")
                .GetProperty("metadata").GetProperty("annotations");
            Assert.Equal(Name(deployment), annotations.GetProperty("dapr.io/app-id").GetString());
            Assert.Contains(annotations.GetProperty("dapr.io/config").GetString()!, configurations);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Services_believe_the_gateway_alone_and_only_the_gateway_can_sign(string folder)
    {
        var deployments = (await tools.BuildAsync(folder.Split('/')))
            .Where(item => item.GetProperty("kind").GetString() == "Deployment").ToArray();

        foreach (var deployment in deployments)
        {
            var isGateway = Name(deployment) == "gateway";
            var pod = deployment.GetProperty("spec").GetProperty("template").GetProperty("spec");
            var container = pod.GetProperty("containers")[0];
            var settings = container.GetProperty("env").EnumerateArray()
                .ToDictionary(item => item.GetProperty("name").GetString()!, item => item);
            var mounts = pod.GetProperty("volumes").EnumerateArray().Select(volume => volume.GetRawText()).ToArray();

            Assert.Equal(isGateway, settings.ContainsKey("Membership__KeyFile"));
            Assert.Equal(isGateway, settings.ContainsKey("Authentication__Authority"));
            Assert.Equal(
                isGateway, mounts.Any(volume => volume.Contains("\"internal-key\"", StringComparison.Ordinal)));
            Assert.Equal(!isGateway, mounts.Any(volume => volume.Contains("internal-keys", StringComparison.Ordinal)));
            Assert.Contains(container.GetProperty("volumeMounts").EnumerateArray(), mount =>
                mount.GetProperty("mountPath").GetString() == "/keys" && !mount.TryGetProperty("subPath", out _));
            if (!isGateway)
            {
                Assert.Equal("monitor-gateway", Value(settings["Authentication__Issuer"]));
                Assert.Equal("monitor-services", Value(settings["Authentication__Audience"]));
                Assert.Equal("00:01:00", Value(settings["Authentication__LongestLife"]));
                Assert.Equal("/keys/jwks.json", Value(settings["Authentication__KeysFile"]));
            }
        }
    }

    /// <summary>Dapr's own kinds have no Kubernetes schema; Monitor.Sidecar's tests read those files.</summary>
    private static bool OfKubernetes(JsonElement item) =>
        !item.GetProperty("apiVersion").GetString()!.StartsWith("dapr.io/", StringComparison.Ordinal);

    private static string? Value(JsonElement setting) => setting.GetProperty("value").GetString();

    private static string Name(JsonElement item) => item.GetProperty("metadata").GetProperty("name").GetString()!;
}
