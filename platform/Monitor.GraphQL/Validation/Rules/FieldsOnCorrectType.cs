using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>A selected field exists on its type. §5.3.1</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.ParentType is { } type && Context.Field is null)
        {
            var suggestion = Context.Options.Suggest ? Suggest(type, field.Name.Value) : "";
            Context.Report($"Cannot query field \"{field.Name}\" on type \"{type}\"." + suggestion, field);
        }
    }

    private string Suggest(NamedType type, string field)
    {
        var types = Suggestions.OneOf("to use an inline fragment on ", TypesWith(type, field));
        return types.Length == 0 && type is ComplexType complex
            ? Context.DidYouMean(field, complex.Fields.Keys)
            : types;
    }

    /// <summary>
    /// Types that have the field and that a value of an abstract type may be; most often usable first.
    /// </summary>
    private List<string> TypesWith(NamedType type, string field)
    {
        if (!type.IsAbstract)
        {
            return [];
        }

        var uses = new Dictionary<ComplexType, int>();
        foreach (var possible in Context.Schema.PossibleTypes(type).Where(p => p.Fields.ContainsKey(field)))
        {
            uses[possible] = 1;
            foreach (var shared in possible.Interfaces.Where(i => i.Fields.ContainsKey(field)))
            {
                uses[shared] = uses.GetValueOrDefault(shared) + 1;
            }
        }

        return [.. uses
            .OrderByDescending(use => use.Value)
            .ThenByDescending(use => Breadth(use.Key, uses.Keys))
            .ThenBy(use => use.Key.Name, Suggestions.NaturalOrder)
            .Select(use => use.Key.Name)];
    }

    /// <summary>An interface stands before the interfaces and objects that implement it.</summary>
    private static int Breadth(ComplexType type, IEnumerable<ComplexType> among) =>
        type is InterfaceType @interface ? among.Count(other => other.Interfaces.Contains(@interface)) : -1;
}
