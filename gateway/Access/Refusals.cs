using Monitor.Gateway.Planning;
using Monitor.GraphQL;

namespace Monitor.Gateway.Access;

/// <summary>What callers are told of fields that they may not have.</summary>
internal static class Refusals
{
    private const string Code = "UNAUTHORIZED_FIELD_OR_TYPE";

    /// <summary>The same for every field: what would be needed is not told.</summary>
    public static GraphQLError Error(IReadOnlyList<object> path) =>
        new("Unauthorized field or type.") { Path = path, Extensions = GraphQLError.Code(Code) };

    /// <summary>One error for each refused field that is asked for, whatever lists it stands in.</summary>
    public static IReadOnlyList<GraphQLError> In(SelectedSet selection)
    {
        var errors = new List<GraphQLError>();
        Collect(selection, [], errors);
        return errors;
    }

    private static void Collect(SelectedSet selection, List<object> path, List<GraphQLError> errors)
    {
        foreach (var field in selection.Common.Concat(selection.Specific.Values.SelectMany(fields => fields)))
        {
            List<object> here = [.. path, field.ResponseKey];
            if (field.IsRefused)
            {
                errors.Add(Error(here));
            }
            else if (field.Selection is { } below)
            {
                Collect(below, here, errors);
            }
        }
    }
}
