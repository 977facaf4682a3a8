using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>A remark with the question that it stands beside.</summary>
public sealed record RemarkView(Guid Id, Question Question, string Text, int Revision, string By, DateTimeOffset At)
{
    public IEnumerable<PersonalDataWarning> Warnings => PersonalDataWarning.Of(Text, WrittenIn.Remark, Question);

    internal static RemarkView Of(Domain.Questionnaire questionnaire, Remark remark) => new(
        remark.Id, questionnaire.Question(remark.Question)!, remark.Text, remark.Revision, remark.By, remark.At);
}
