using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Small changes of a draft's document. Each gives the whole document that follows, to be examined as any other: what
/// it tells of faults has places in that document.
/// </summary>
public sealed class DocumentEdit
{
    private readonly JsonObject document;

    public DocumentEdit(Questionnaire draft) => document = JsonNode.Parse(QuestionnaireJson.Write(draft))!.AsObject();

    /// <summary>The document with what was done to it.</summary>
    public JsonElement Document => JsonSerializer.SerializeToElement(document);

    /// <summary>Changes title, source, licence and the like: a JSON merge patch (RFC 7396).</summary>
    public DocumentEdit Change(JsonElement changes)
    {
        Merge(document, changes);
        return this;
    }

    /// <param name="objective">As in a document.</param>
    /// <param name="at">Its place among the objectives, from 0; null for the last.</param>
    public DocumentEdit AddObjective(JsonElement objective, int? at)
    {
        Insert(Objectives, NodeOf(objective), at);
        return this;
    }

    public DocumentEdit ChangeObjective(string id, JsonElement changes)
    {
        Merge(ObjectiveOf(id), changes);
        return this;
    }

    public DocumentEdit MoveObjective(string id, int to)
    {
        var objective = ObjectiveOf(id);
        Objectives.Remove(objective);
        Insert(Objectives, objective, to);
        return this;
    }

    public DocumentEdit RemoveObjective(string id)
    {
        Objectives.Remove(ObjectiveOf(id));
        return this;
    }

    /// <param name="objective">The objective that is to hold it; null: an extra question.</param>
    /// <param name="question">As in a document.</param>
    /// <param name="at">Its place among the questions there, from 0; null for the last.</param>
    public DocumentEdit AddQuestion(string? objective, JsonElement question, int? at)
    {
        Insert(QuestionsOf(objective), NodeOf(question), at);
        return this;
    }

    public DocumentEdit ChangeQuestion(string id, JsonElement changes)
    {
        Merge(QuestionOf(id), changes);
        return this;
    }

    /// <param name="id">The question's.</param>
    /// <param name="objective">The objective that is to hold it; null: an extra question.</param>
    /// <param name="to">Its place there, from 0.</param>
    public DocumentEdit MoveQuestion(string id, string? objective, int to)
    {
        var holder = QuestionsOf(objective);
        var question = QuestionOf(id);
        question.Parent!.AsArray().Remove(question);
        Insert(holder, question, to);
        return this;
    }

    public DocumentEdit RemoveQuestion(string id)
    {
        var question = QuestionOf(id);
        question.Parent!.AsArray().Remove(question);
        return this;
    }

    private JsonArray Objectives => document["objectives"]!.AsArray();

    private JsonObject ObjectiveOf(string id) => Find(Objectives, id)
        ?? throw new ClientException("UNKNOWN_OBJECTIVE", $"The draft has no objective '{id}'.");

    private JsonArray QuestionsOf(string? objective)
    {
        if (objective is not null)
        {
            return ObjectiveOf(objective)["questions"]!.AsArray();
        }

        if (document["extraQuestions"] is null)
        {
            document["extraQuestions"] = new JsonArray();
        }

        return document["extraQuestions"]!.AsArray();
    }

    private JsonObject QuestionOf(string id) => Objectives.Select(o => o!["questions"]!.AsArray())
        .Append(document["extraQuestions"]?.AsArray() ?? [])
        .Select(questions => Find(questions, id))
        .FirstOrDefault(found => found is not null)
        ?? throw new ClientException("UNKNOWN_QUESTION", $"The draft has no question '{id}'.");

    private static JsonObject? Find(JsonArray items, string id) =>
        (JsonObject?)items.FirstOrDefault(item => item!["id"]!.GetValue<string>() == id);

    private static void Insert(JsonArray items, JsonNode? item, int? at)
    {
        if (at < 0 || at > items.Count)
        {
            throw new ClientException(
                "BAD_PLACE", $"Places there go from 0 to {items.Count}; leave it out for the last.");
        }

        items.Insert(at ?? items.Count, item);
    }

    // RFC 7396: a member that is null goes, an object is merged, anything else takes the old one's place.
    private static void Merge(JsonObject target, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
        {
            throw new ClientException(
                "BAD_CHANGES", "Changes are an object: the members to change, null to remove one.");
        }

        foreach (var change in changes.EnumerateObject())
        {
            switch (change.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    target.Remove(change.Name);
                    break;
                case JsonValueKind.Object:
                    Merge(Inner(target, change.Name), change.Value);
                    break;
                default:
                    target[change.Name] = NodeOf(change.Value);
                    break;
            }
        }
    }

    private static JsonObject Inner(JsonObject target, string name)
    {
        if (target[name] is not JsonObject inner)
        {
            inner = [];
            target[name] = inner;
        }

        return inner;
    }

    private static JsonNode? NodeOf(JsonElement element) => JsonSerializer.SerializeToNode(element);
}
