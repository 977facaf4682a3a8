using System.Text.Json;

namespace Monitor.Questionnaire.Domain;

/// <summary>Something in a questionnaire's document that cannot stay as it is.</summary>
/// <param name="Path">Where: a JSON pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Code">What; stable.</param>
/// <param name="Message">A sentence that says what to do.</param>
public sealed record DocumentFault(string Path, FaultCode Code, string Message)
{
    /// <summary>
    /// True when a draft may have it: something is still to be added or mended before it is published. Any other fault
    /// refuses a draft too.
    /// </summary>
    public bool MayWait => Code is
        FaultCode.TooFew or FaultCode.NoOpening or FaultCode.NoSource or FaultCode.UnknownCondition;

    /// <summary>The code as clients read it: <c>UNKNOWN_MEMBER</c>.</summary>
    public static string Text(FaultCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}

/// <summary>The ways in which a document can be wrong; schema.graphql says what each means.</summary>
public enum FaultCode
{
    WrongType,
    Missing,
    UnknownMember,
    UnknownValue,
    Duplicate,
    BadId,
    OtherId,
    Empty,
    TooLong,
    NotPlainText,
    OutOfRange,
    NotTaken,
    TooMany,
    TooLarge,
    TooManyFaults,

    TooFew,
    NoOpening,
    NoSource,
    UnknownCondition,
}
