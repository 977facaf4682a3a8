namespace Monitor.Architecture.Tests;

/// <summary>Which room of a project may use which, told by namespaces.</summary>
internal static class RoomRules
{
    /// <summary>
    /// Domain/ uses .NET without its database classes, itself, Markdig, and the one exception whose message clients may
    /// read.
    /// </summary>
    public static IEnumerable<string> DomainViolations(string assembly, string root) =>
        Violations(assembly, root + ".Domain", used =>
            IsIn(used.Namespace, root + ".Domain")
            || used == new TypeName("Monitor", "ClientException")
            || IsIn(used.Namespace, "Markdig")   // a library of pure functions: how texts are read is the domain's
            || used.Namespace.Length == 0   // the compiler's own
            || (IsIn(used.Namespace, "System") && !IsIn(used.Namespace, "System.Data")));

    /// <summary>Sentences about types of one room that use types of a later one.</summary>
    public static IEnumerable<string> OrderViolations(string assembly, string root, params string[] rooms) =>
        rooms.SelectMany((room, i) => Violations(
            assembly,
            $"{root}.{room}",
            used => !rooms[(i + 1)..].Any(later => IsIn(used.Namespace, $"{root}.{later}"))));

    /// <summary>True where the assembly has types in that room: a rule about nothing holds nothing.</summary>
    public static bool HasTypes(string assembly, string room) =>
        TypeUses.In(assembly).Keys.Any(type => IsIn(type.Namespace, room));

    private static IEnumerable<string> Violations(string assembly, string room, Func<TypeName, bool> mayUse) =>
        TypeUses.In(assembly)
            .Where(type => IsIn(type.Key.Namespace, room))
            .SelectMany(type => type.Value.Where(used => !mayUse(used)).Select(used => $"{type.Key} uses {used}."))
            .Order(StringComparer.Ordinal);

    private static bool IsIn(string name, string outer) =>
        name == outer || name.StartsWith(outer + ".", StringComparison.Ordinal);
}
