using System.Reflection;
using System.Text.RegularExpressions;

namespace Monitor.Architecture.Tests;

/// <summary>
/// Events carry ids, kinds, revisions and pseudonyms: no free text, name, address or answer. Each is a type with the
/// constant Topic; a property that is text must stand in the list below, and so be thought about.
/// </summary>
public sealed class EventDataTests
{
    private static readonly string[] PlatformProjects = ["Monitor.Dapr"];

    private static readonly HashSet<string> Harmless =
    [
        "System.Guid", "System.Int32", "System.Int64", "System.Boolean", "System.DateTimeOffset",
    ];

    /// <summary>What a text may be: an id, a code, a kind, a pseudonym.</summary>
    private static readonly HashSet<string> Ids = new(StringComparer.Ordinal)
    {
        "ResponseId", "Municipality", "Municipalities", "Questionnaire", "RuleSet", "Release", "Indicators", "Edition",
        "Kind", "Objective", "Category", "Contribution", "Topic", "Member", "Actor", "ActorMunicipality", "ActorRoles",
        "Of", "Trace", "Cause", "Report", "Notification",
    };

    [Fact]
    public void No_event_has_room_for_a_text_a_name_or_an_answer()
    {
        var faults = Events().SelectMany(type => type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name != "EqualityContract" && !IsHarmless(property))
            .Select(property => $"{type.FullName}.{property.Name} is {property.PropertyType}."));

        Assert.Empty(faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_topic_that_is_published_has_such_a_type()
    {
        var scopes = Regex.Match(
            File.ReadAllText(Path.Combine(Repository.Root, "k8s/dapr/components/pubsub.yaml")),
            @"publishingScopes\s+value: >-\s+(?<scopes>.*?)\n\s+- name:",
            RegexOptions.Singleline).Groups["scopes"].Value;
        var published = scopes.Split(';', StringSplitOptions.TrimEntries)
            .SelectMany(scope => scope.Split('=')[1].Split(','))
            .Where(topic => !topic.EndsWith(".dead", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Empty(published.Except(Events().Select(type => TopicOf(type)!)));
    }

    private static bool IsHarmless(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var item = type.IsGenericType && type.Name.StartsWith("IReadOnlyList", StringComparison.Ordinal)
            ? type.GetGenericArguments()[0]
            : type;
        return Harmless.Contains(item.FullName!)
            || (item.FullName == "System.String" && Ids.Contains(property.Name));
    }

    private static List<Type> Events() =>
    [
        .. PlatformProjects
            .Concat(Repository.Services.Select(service => $"Monitor.{char.ToUpperInvariant(service[0])}{service[1..]}"))
            .SelectMany(TypesOf)
            .Where(type => TopicOf(type) is not null),
    ];

    private static string? TopicOf(Type type) =>
        (type.GetField("Topic") ?? type.GetField("TopicName")) is { IsLiteral: true } constant
            && constant.GetRawConstantValue() is string topic && topic.Contains('.', StringComparison.Ordinal)
            ? topic
            : null;

    // What stands on parts of .NET that are not here is left out: no event does.
    private static IEnumerable<Type> TypesOf(string project)
    {
        try
        {
            return Repository.Load(project).GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
