namespace Monitor.Questionnaire.Exchange;

/// <summary>How a file lies.</summary>
public enum FileLayout
{
    /// <summary>A row per municipality and question.</summary>
    Long,

    /// <summary>A row per municipality, a column per question, as survey tools export.</summary>
    Wide,
}

/// <summary>How the codes of another tool's file are ours; <see cref="None"/> for a file in our own.</summary>
internal sealed record ImportMap
{
    public static ImportMap None { get; } = new();

    public FileLayout Layout { get; init; }

    /// <summary>By our name of a column (municipality, submittedAt, question, …) the file's.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>By what the file writes for a municipality its code.</summary>
    public IReadOnlyDictionary<string, string> Municipalities { get; init; } = new Dictionary<string, string>();

    /// <summary>By the file's code of a question (<c>q1[SQ001]</c>) what it is here.</summary>
    public IReadOnlyDictionary<string, CodeRule> Questions { get; init; } = new Dictionary<string, CodeRule>();

    /// <summary>Columns of a wide file, or questions of a long one, that are left out.</summary>
    public IReadOnlySet<string> Ignore { get; init; } = new HashSet<string>();

    /// <summary>Tells where the map and the questionnaire do not fit.</summary>
    public void Check(Domain.Questionnaire questionnaire, FileFaults faults)
    {
        foreach (var name in Columns.Keys.Where(name => !AnswerColumns.Read.Contains(name, StringComparer.Ordinal)))
        {
            faults.Add(0, name, "BAD_MAP", $"The mapping names a column '{name}'; the columns are "
                + $"{string.Join(", ", AnswerColumns.Read)}.");
        }

        foreach (var (code, rule) in Questions)
        {
            if (questionnaire.Question(rule.Question) is not { } question)
            {
                faults.Add(0, code, "BAD_MAP",
                    $"The mapping leads '{code}' to '{rule.Question}', which is no question of {questionnaire.Id}.");
                continue;
            }

            var options = (rule.Answers?.Values ?? []).Append(rule.TextOf).OfType<string>();
            foreach (var option in options.Where(id => question.Option(id) is null).Distinct())
            {
                faults.Add(0, code, "BAD_MAP",
                    $"The mapping leads '{code}' to the option '{option}', which {question.Id} does not have.");
            }

            if (question.Option(rule.TextOf ?? "") is { TakesText: false })
            {
                faults.Add(0, code, "BAD_MAP",
                    $"The mapping has '{code}' as the text of '{rule.TextOf}', which takes none.");
            }
        }
    }
}

/// <summary>What one code of the file is here.</summary>
/// <param name="Question">Our question.</param>
/// <param name="Answers">By the file's answer our option, null: not chosen. Null for answers that are as ours.</param>
/// <param name="TextOf">The cell is the text beside this option, which it thereby chooses ("Anders, namelijk").</param>
internal sealed record CodeRule(string Question, IReadOnlyDictionary<string, string?>? Answers, string? TextOf);
