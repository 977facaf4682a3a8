using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>The input object of <c>saveAnswer</c> and <c>saveAnswers</c>.</summary>
public sealed record AnswerInput(
    string Question, IReadOnlyList<string>? Options, string? Text, double? Number, int? Revision)
{
    // Far beyond any range of a question, and within what a decimal holds.
    private const double LargestNumber = 1e15;

    /// <exception cref="AnswerRefusedException">The number is larger than any question takes.</exception>
    public GivenAnswer ToGiven()
    {
        if (Number is { } number && !(Math.Abs(number) <= LargestNumber))
        {
            throw new AnswerRefusedException(
                "NUMBER_OUT_OF_RANGE", Question, $"The number for {Question} is too large.");
        }

        return new GivenAnswer(new Answer(Question, Options ?? [], Text, (decimal?)Number), Revision);
    }
}
