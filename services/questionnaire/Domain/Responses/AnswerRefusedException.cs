namespace Monitor.Questionnaire.Domain;

/// <summary>An answer does not fit its question or the other answers. Details name the question.</summary>
public sealed class AnswerRefusedException : ClientException
{
    public AnswerRefusedException(string code, string question, string message)
        : base(code, message) =>
        Details = new Dictionary<string, object?> { ["question"] = question };
}
