using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Finds one among the directives of a selection, or among the arguments of a directive.</summary>
internal static class AppliedDirectives
{
    /// <summary>The first directive of a name; null where there is none.</summary>
    public static Directive? Find(this Selection selection, string name)
    {
        for (var i = 0; i < selection.Directives.Count; i++)
        {
            if (selection.Directives[i].Name.Value == name)
            {
                return selection.Directives[i];
            }
        }

        return null;
    }

    /// <summary>The value of the first argument of a name; null where there is none.</summary>
    public static Value? Find(this Directive directive, string name)
    {
        for (var i = 0; i < directive.Arguments.Count; i++)
        {
            if (directive.Arguments[i].ArgumentName == name)
            {
                return directive.Arguments[i].Value;
            }
        }

        return null;
    }
}
