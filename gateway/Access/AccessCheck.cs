using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Access;

/// <summary>
/// Takes out of documents what their callers may not have, before anything is planned. Safe for many threads.
/// </summary>
/// <param name="schema">The schema for clients: documents are valid by it.</param>
/// <param name="rules">What each field asks for.</param>
internal sealed class AccessCheck(GraphQLSchema schema, AccessRules rules)
{
    /// <summary>Beyond this many outcomes of one document (scopes in many mixtures) they are made anew.</summary>
    private const int MostOutcomes = 64;

    private readonly ConditionalWeakTable<Document, DocumentAccess> documents = [];

    /// <summary>Null where the caller may have all of the document, as is usual.</summary>
    public Restriction? Restrict(Document document, ClaimsPrincipal caller, CallerAccess access)
    {
        if (rules.IsEmpty)
        {
            return null;
        }
        var asked = Of(document);
        if (asked.Conditions.Count == 0)
        {
            return null;
        }
        var outcome = access.Outcome(asked.Conditions, caller);
        if (!outcome.Contains('0', StringComparison.Ordinal))
        {
            return null;
        }
        if (asked.Known.TryGetValue(outcome, out var known))
        {
            return known;
        }
        var restriction = Restriction.Of(document, asked.RefusedBy(outcome), outcome);
        return asked.Known.Count < MostOutcomes ? asked.Known.GetOrAdd(outcome, restriction) : restriction;
    }

    /// <summary>Whether some callers may not have all of the document.</summary>
    public bool IsAskedFor(Document document) => !rules.IsEmpty && Of(document).Conditions.Count > 0;

    private DocumentAccess Of(Document document) =>
        documents.GetValue(document, d => new DocumentAccess(d, schema, rules));

    /// <summary>What the fields of one document ask for.</summary>
    private sealed class DocumentAccess
    {
        private readonly GraphQLSchema schema;
        private readonly AccessRules rules;
        private readonly Dictionary<Field, int[]> fields = [];

        public DocumentAccess(Document document, GraphQLSchema schema, AccessRules rules)
        {
            this.schema = schema;
            this.rules = rules;
            foreach (var definition in document.Definitions)
            {
                switch (definition)
                {
                    case OperationDefinition operation when RootOf(operation) is { } root:
                        Walk(operation.SelectionSet, root);
                        break;
                    case FragmentDefinition fragment
                        when schema.Types.TryGetValue(fragment.TypeCondition.Name, out var type):
                        Walk(fragment.SelectionSet, type);
                        break;
                }
            }
        }

        public List<AccessCondition> Conditions { get; } = [];

        public ConcurrentDictionary<string, Restriction> Known { get; } = new();

        public HashSet<Field> RefusedBy(string outcome) =>
            [.. fields.Where(field => field.Value.Any(index => outcome[index] == '0')).Select(field => field.Key)];

        private ObjectType? RootOf(OperationDefinition operation) => operation.Operation switch
        {
            OperationType.Mutation => schema.MutationType,
            OperationType.Subscription => schema.SubscriptionType,
            _ => schema.QueryType,
        };

        private void Walk(SelectionSet set, NamedType type)
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case Field field:
                        WalkField(field, type);
                        break;
                    case InlineFragment fragment:
                        Walk(
                            fragment.SelectionSet,
                            fragment.TypeCondition is { } condition ? schema.Types[condition.Name] : type);
                        break;
                }
            }
        }

        private void WalkField(Field field, NamedType type)
        {
            var asked = rules.Of(type.Name, field.FieldName);
            if (asked.Count > 0)
            {
                fields[field] = [.. asked.Select(IndexOf)];
            }
            if (field.SelectionSet is { } below
                && type is ComplexType { Fields: var known } && known.TryGetValue(field.FieldName, out var definition))
            {
                Walk(below, definition.Type.Named);
            }
        }

        private int IndexOf(AccessCondition condition)
        {
            var index = Conditions.IndexOf(condition);
            if (index < 0)
            {
                Conditions.Add(condition);
                index = Conditions.Count - 1;
            }
            return index;
        }
    }
}
