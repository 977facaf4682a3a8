using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Sidecar;

/// <summary>Who may call an app, and what: <c>accessControl</c> of kind Configuration, at the callee.</summary>
/// <remarks>
/// daprd takes the caller from its certificate; here it is the app whose sidecar port the call came in by.
/// </remarks>
internal sealed class AccessControl
{
    private readonly bool isAllowedByDefault;
    private readonly Dictionary<string, Policy> policies;

    private AccessControl(bool isAllowedByDefault, Dictionary<string, Policy> policies)
    {
        this.isAllowedByDefault = isAllowedByDefault;
        this.policies = policies;
    }

    /// <summary>Everyone may call everything: an app without a file.</summary>
    public static AccessControl Open { get; } = new(isAllowedByDefault: true, []);

    /// <exception cref="SidecarException">A policy lacks what daprd asks for.</exception>
    public static AccessControl From(ConfigurationFile file)
    {
        if (file.Spec.AccessControl is not { } control)
        {
            return Open;
        }
        foreach (var policy in control.Policies ?? [])
        {
            if (policy.AppId.Length == 0 || policy.TrustDomain.Length == 0 || policy.Namespace.Length == 0)
            {
                throw new SidecarException(
                    $"{file.Metadata.Name}: a policy needs appId, trustDomain and namespace, or daprd refuses it.");
            }
        }
        return new AccessControl(
            IsAllow(control.DefaultAction, absent: (control.Policies ?? []).Count == 0),
            (control.Policies ?? []).ToDictionary(policy => policy.AppId, Policy.From));
    }

    /// <summary>Most specific first: the operation, the caller's default, the default of all.</summary>
    public bool Allows(string caller, string verb, string path)
    {
        if (!policies.TryGetValue(caller, out var policy))
        {
            return isAllowedByDefault;
        }
        var operation = policy.Operations.FirstOrDefault(each => each.Path.IsMatch(path));
        return operation is null
            ? policy.IsAllowedByDefault
            : operation.Verbs.Contains("*") || operation.Verbs.Contains(verb)
                ? operation.IsAllowed
                : policy.IsAllowedByDefault;
    }

    private static bool IsAllow(string? action, bool absent) => action switch
    {
        null or "" => absent,
        "allow" => true,
        "deny" => false,
        _ => throw new SidecarException($"'{action}' is no action: allow or deny."),
    };

    private sealed record Policy(bool IsAllowedByDefault, IReadOnlyList<Operation> Operations)
    {
        public static Policy From(AccessPolicy policy) => new(
            IsAllow(policy.DefaultAction, absent: false),
            [.. (policy.Operations ?? []).Select(Operation.From)]);
    }

    private sealed record Operation(Regex Path, IReadOnlySet<string> Verbs, bool IsAllowed)
    {
        public static Operation From(AccessOperation operation) => new(
            PatternOf(operation.Name),
            operation.HttpVerb.ToHashSet(StringComparer.OrdinalIgnoreCase),
            IsAllow(operation.Action, absent: false));

        /// <summary><c>*</c> is one segment or a part of it, <c>**</c> any number of segments.</summary>
        private static Regex PatternOf(string name)
        {
            var pattern = new StringBuilder("^");
            var path = "/" + name.TrimStart('/');
            for (var i = 0; i < path.Length; i++)
            {
                if (path[i] != '*')
                {
                    pattern.Append(Regex.Escape(path[i].ToString()));
                }
                else if (i + 1 < path.Length && path[i + 1] == '*')
                {
                    pattern.Append(".*");
                    i++;
                }
                else
                {
                    pattern.Append("[^/]*");
                }
            }
            return new Regex(
                pattern.Append('$').ToString(),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
    }
}

/// <summary>Kind Configuration as it stands in its file; only what the stand-in reads.</summary>
internal sealed class ConfigurationFile
{
    public ResourceName Metadata { get; set; } = new();

    public ConfigurationSpec Spec { get; set; } = new();
}

internal sealed class ConfigurationSpec
{
    public AccessControlSpec? AccessControl { get; set; }
}

internal sealed class AccessControlSpec
{
    public string? DefaultAction { get; set; }

    public List<AccessPolicy>? Policies { get; set; }
}

internal sealed class AccessPolicy
{
    public string AppId { get; set; } = "";

    public string? DefaultAction { get; set; }

    public string TrustDomain { get; set; } = "";

    public string Namespace { get; set; } = "";

    public List<AccessOperation>? Operations { get; set; }
}

internal sealed class AccessOperation
{
    public string Name { get; set; } = "";

    public List<string> HttpVerb { get; set; } = [];

    public string? Action { get; set; }
}
