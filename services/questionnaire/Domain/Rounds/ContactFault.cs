namespace Monitor.Questionnaire.Domain;

/// <summary>A row of contacts that does not fit.</summary>
/// <param name="Line">Of the text, from 1; the header is 1.</param>
/// <param name="Code">BAD_ROW, BAD_CONTACT, UNKNOWN_MUNICIPALITY or REPEATED.</param>
/// <param name="Message">What is wrong, without name and address.</param>
public sealed record ContactFault(int Line, string Code, string Message);
