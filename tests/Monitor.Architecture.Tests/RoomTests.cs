using System.Text.RegularExpressions;

namespace Monitor.Architecture.Tests;

/// <summary>
/// Each service is the same house: Domain, Graph, Events, Storage, Seeding where it starts with data, Clock and Mail
/// where it acts by the clock and writes to people, Exchange where files go in and out, Report where it writes
/// documents from its own graph, and Setup where one list of all that it owns would be too long. Domain knows no
/// database, GraphQL or Dapr.
/// </summary>
public sealed partial class RoomTests
{
    private static readonly string[] Rooms = ["Domain", "Events", "Graph", "Storage"];

    private const string Seeding = "Seeding";

    private static readonly string[] MayBeThere = [Seeding, "Clock", "Mail", "Exchange", "Report", "Setup"];

    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_its_rooms_and_no_others(string service)
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "services", service))
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => folder is not ("bin" or "obj" or "Properties") && !MayBeThere.Contains(folder));

        Assert.Equal(Rooms, folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_domain_knows_no_database_graphql_or_dapr(string service)
    {
        var root = RootOf(service);

        Assert.True(RoomRules.HasTypes(Repository.Assembly(root), root + ".Domain"));
        Assert.Empty(RoomRules.DomainViolations(Repository.Assembly(root), root));
    }

    // The other rooms stand on Storage, never the other way round.
    [Theory]
    [InlineData("Graph")]
    [InlineData("Events")]
    [InlineData(Seeding)]
    [InlineData("Clock")]
    [InlineData("Mail")]
    [InlineData("Exchange")]
    [InlineData("Report")]
    [InlineData("Setup")]
    public void A_storage_knows_nothing_that_stands_on_it(string room) =>
        Assert.All(Repository.Services, service => Assert.Empty(RoomRules.OrderViolations(
            Repository.Assembly(RootOf(service)), RootOf(service), "Domain", "Storage", room)));

    // What the rules go by is the namespace: so that a file in a room cannot pass as something else.
    [Theory]
    [MemberData(nameof(Services))]
    public void A_file_says_the_namespace_of_its_room(string service)
    {
        var folder = Path.Combine(Repository.Root, "services", service);
        var strangers = Rooms.Concat(MayBeThere)
            .Where(room => Directory.Exists(Path.Combine(folder, room)))
            .SelectMany(room => SourcesIn(Path.Combine(folder, room)).Select(file => (Room: room, File: file)))
            .Where(source => !IsIn(NamespaceIn(File.ReadAllText(source.File)), $"{RootOf(service)}.{source.Room}"))
            .Select(source => Path.GetRelativePath(Repository.Root, source.File));

        Assert.Empty(strangers);
    }

    [Fact]
    public void A_use_that_may_not_be_is_found_wherever_it_hides() =>
        Assert.Equal(
            [
                "Planted.Domain.ByAttribute uses Planted.Storage.StoredAttribute.",
                "Planted.Domain.ByBase uses Planted.Storage.Store.",
                "Planted.Domain.ByBody uses Planted.Storage.Store.",
                "Planted.Domain.ByConstraint uses Planted.Storage.IStored.",
                "Planted.Domain.ByField uses Planted.Storage.Store.",
                "Planted.Domain.ByLambda uses Planted.Storage.Store.",
                "Planted.Domain.ByNested uses Planted.Storage.Store.",
                "Planted.Domain.ByParameter uses Planted.Storage.Store.",
                "Planted.Domain.ByTypeArgument uses Planted.Storage.Store.",
                "Planted.Domain.OfDatabase uses System.Data.DataTable.",
                "Planted.Domain.OfPackage uses Xunit.Assert.",
            ],
            RoomRules.DomainViolations(typeof(RoomTests).Assembly.Location, "Planted"));

    [Fact]
    public void A_room_that_uses_a_later_one_is_found()
    {
        var own = typeof(RoomTests).Assembly.Location;

        Assert.Contains(
            "Planted.Domain.ByField uses Planted.Storage.Store.",
            RoomRules.OrderViolations(own, "Planted", "Domain", "Storage"));
        Assert.Empty(RoomRules.OrderViolations(own, "Planted", "Storage", "Domain"));
    }

    // platform/Monitor.GraphQL/README.md: each room knows only those before it.
    [Fact]
    public void The_rooms_of_the_engine_stand_in_the_order_of_a_request()
    {
        var engine = Repository.Assembly("Monitor.GraphQL");

        Assert.True(RoomRules.HasTypes(engine, "Monitor.GraphQL.Language"));
        Assert.Empty(
            RoomRules.OrderViolations(engine, "Monitor.GraphQL", "Language", "Schema", "Validation", "Execution"));
    }

    private static string RootOf(string service) =>
        Repository.Projects.Single(project => project.Folder == "services/" + service).Name;

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories) : [];

    private static string NamespaceIn(string source) => NamespaceLine().Match(source).Groups[1].Value;

    private static bool IsIn(string name, string outer) =>
        name == outer || name.StartsWith(outer + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
