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

    /// <summary>Dapr's own kinds have no Kubernetes schema; Monitor.Sidecar's tests read those files.</summary>
    private static bool OfKubernetes(JsonElement item) =>
        !item.GetProperty("apiVersion").GetString()!.StartsWith("dapr.io/", StringComparison.Ordinal);

    private static string Name(JsonElement item) => item.GetProperty("metadata").GetProperty("name").GetString()!;
}
