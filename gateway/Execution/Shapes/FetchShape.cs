using System.Text;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>A fetch with all that is known of it before it runs. Safe to share between requests.</summary>
internal sealed class FetchShape
{
    private readonly TargetShape[] targets;
    private int bodyLength;

    public FetchShape(Fetch fetch, Place root, ObjectTypes types)
    {
        Fetch = fetch;
        (RootSteps, var place) = PathStep.Of(fetch.RootPath, root, types);
        Root = fetch.Root is null ? null : ReadShape.Of([fetch.Root], place, types);
        Groups = [.. fetch.Entities.Select(group => new GroupShape(group, root, types))];
        targets = [.. Groups.SelectMany(group => group.Targets)];
        BodyStart = Encoding.UTF8.GetBytes($"{{\"query\":\"{fetch.DocumentJson}\"");
        bodyLength = BodyStart.Length + 256;
    }

    public Fetch Fetch { get; }

    /// <summary>What a root fetch brings; null for an entity fetch.</summary>
    public ReadShape? Root { get; }

    /// <summary>Where the objects stand that a root fetch fills; none for the answer itself.</summary>
    public PathStep[] RootSteps { get; }

    public GroupShape[] Groups { get; }

    /// <summary>Bytes of the last body, which the next one likely takes too.</summary>
    public int BodyLength
    {
        get => Volatile.Read(ref bodyLength);
        set => Volatile.Write(ref bodyLength, value);
    }

    /// <summary>A target by its index over all groups.</summary>
    public TargetShape TargetAt(int index) => targets[index];

    /// <summary>The body of the request up to its variables: <c>{"query":"…"</c>.</summary>
    public byte[] BodyStart { get; }
}

/// <summary>An <c>_entities</c> field of a fetch.</summary>
internal sealed class GroupShape
{
    public GroupShape(EntityGroup group, Place root, ObjectTypes types)
    {
        Group = group;
        ResponseKey = Encoding.UTF8.GetBytes(group.ResponseKey);
        VariableStart = Encoding.UTF8.GetBytes($"\"{group.Variable}\":[");
        var paths = group.Targets.Select(target => PathStep.Of(target.Path, root, types)).ToList();
        var names = RepresentationShape.WithKinds(
            [.. group.Targets.Zip(paths).Select(pair => RepresentationShape.Of(pair.First, pair.Second.Place, types))]);
        Targets =
        [
            .. group.Targets.Select((target, index) => new TargetShape(
                target,
                paths[index].Steps,
                types.SetOf(target.OnTypes),
                names[index],
                ReadShape.Of([target.Fields], paths[index].Place, types))),
        ];
    }

    public EntityGroup Group { get; }

    /// <summary>The name of its list in the answer.</summary>
    public byte[] ResponseKey { get; }

    /// <summary>Its variable, as a member: <c>"representations":[</c>.</summary>
    public byte[] VariableStart { get; }

    public TargetShape[] Targets { get; }
}

/// <summary>The objects at one place that an entity fetch completes.</summary>
/// <param name="Target">As it was planned.</param>
/// <param name="Steps">Where they stand.</param>
/// <param name="OnTypes">Types of the objects that are meant; null for all that stand there.</param>
/// <param name="Representation">What names each of them.</param>
/// <param name="Read">What the entity is to bring here.</param>
internal sealed record TargetShape(
    EntityTarget Target, PathStep[] Steps, bool[]? OnTypes, RepresentationShape Representation, ReadShape Read);
