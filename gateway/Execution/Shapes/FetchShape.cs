using System.Text;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>A fetch with all that is known of it before it runs. Immutable.</summary>
internal sealed class FetchShape
{
    private readonly TargetShape[] targets;

    public FetchShape(Fetch fetch, Place root, ObjectTypes types)
    {
        Fetch = fetch;
        (RootSteps, var place) = PathStep.Of(fetch.RootPath, root, types);
        Root = fetch.Root is null ? null : ReadShape.Of([fetch.Root], place);
        Groups = [.. fetch.Entities.Select(group => new GroupShape(group, root, types))];
        targets = [.. Groups.SelectMany(group => group.Targets)];
        BodyStart = Encoding.UTF8.GetBytes($"{{\"query\":\"{fetch.DocumentJson}\"");
    }

    public Fetch Fetch { get; }

    /// <summary>What a root fetch brings; null for an entity fetch.</summary>
    public ReadShape? Root { get; }

    /// <summary>Where the objects stand that a root fetch fills; none for the answer itself.</summary>
    public PathStep[] RootSteps { get; }

    public GroupShape[] Groups { get; }

    /// <summary>A target by its index over all groups.</summary>
    public TargetShape TargetAt(int index) => targets[index];

    /// <summary>The body of the request up to its variables: <c>{"query":"…"</c>.</summary>
    public byte[] BodyStart { get; }
}

/// <summary>An <c>_entities</c> field of a fetch.</summary>
internal sealed class GroupShape(EntityGroup group, Place root, ObjectTypes types)
{
    public EntityGroup Group { get; } = group;

    /// <summary>The name of its list in the answer.</summary>
    public byte[] ResponseKey { get; } = Encoding.UTF8.GetBytes(group.ResponseKey);

    /// <summary>Its variable, as a member: <c>"representations":[</c>.</summary>
    public byte[] VariableStart { get; } = Encoding.UTF8.GetBytes($"\"{group.Variable}\":[");

    public TargetShape[] Targets { get; } = [.. group.Targets.Select(target => new TargetShape(target, root, types))];
}

/// <summary>The objects at one place that an entity fetch completes.</summary>
internal sealed class TargetShape
{
    public TargetShape(EntityTarget target, Place root, ObjectTypes types)
    {
        Target = target;
        (Steps, var place) = PathStep.Of(target.Path, root, types);
        OnTypes = types.SetOf(target.OnTypes);
        Representation = RepresentationShape.Of(target, place, types);
        Read = ReadShape.Of([target.Fields], place);
    }

    public EntityTarget Target { get; }

    public PathStep[] Steps { get; }

    /// <summary>Types of the objects that are meant; null for all that stand there.</summary>
    public bool[]? OnTypes { get; }

    public RepresentationShape Representation { get; }

    /// <summary>What the entity is to bring here.</summary>
    public ReadShape Read { get; }
}
