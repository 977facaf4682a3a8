using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Values of Correct Type, Input Object Field Names, Input Object Required Fields: literals fit the types that they are
/// given for. §5.6.1, §5.6.2, §5.6.4
/// </summary>
internal sealed class ValuesOfCorrectType : ValidationRule
{
    private readonly LiteralRules literals;

    public ValuesOfCorrectType(ValidationContext context)
        : base(context)
    {
        literals = new LiteralRules(
            (message, part, _) => context.Report(message, part), suggest: context.Options.Suggest);
    }

    public override void Enter(Value value, GraphQLType? type)
    {
        if (type is not null)
        {
            literals.Check(value, type);
        }
    }
}
