using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Names elements of a schema in messages. GraphQL 2025 §3.14</summary>
internal static class Coordinates
{
    /// <summary>The current field: <c>Municipality.name</c>; the meta fields belong to no type.</summary>
    public static string Of(ValidationContext context, FieldType field) =>
        context.ParentType is ComplexType parent && parent.Fields.ContainsKey(field.Name)
            ? $"{parent.Name}.{field.Name}"
            : $"<meta>.{field.Name}";
}
