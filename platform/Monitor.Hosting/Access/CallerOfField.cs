using Monitor.GraphQL.Execution;

namespace Monitor.Hosting;

/// <summary>Leads from a field to who asks for it.</summary>
public static class CallerOfField
{
    /// <summary>Who asks for this field; the token was checked at the door.</summary>
    public static Caller Caller(this FieldContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Hosting.Caller.From(context.User);
    }
}
