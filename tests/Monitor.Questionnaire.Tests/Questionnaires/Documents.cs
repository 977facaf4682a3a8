using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Questionnaires;

/// <summary>A small questionnaire that uses everything a document can say, for tests to break.</summary>
internal static class Documents
{
    /// <summary>Two objectives (the second reconstructed), an extra question; a new copy each time.</summary>
    public static JsonObject Small(string id = "small-1") => JsonNode.Parse($$"""
        {
          "$schema": "https://monitor.example/exports/questionnaires/schema.json",
          "id": "{{id}}",
          "title": "Kleine vragenlijst",
          "source": "Voor tests",
          "licence": "EUPL-1.2",
          "objectives": [
            {
              "id": "child-abuse-1", "number": 1, "theme": "CHILD_ABUSE", "title": "Screening",
              "definition": "Alle vrouwen worden gescreend.", "rationale": "Omdat het helpt.",
              "questions": [
                {
                  "id": "child-abuse-1.policy", "code": "policy", "part": "ANCHORING", "kind": "SINGLE",
                  "label": "In beleid?", "help": "Ook regionaal beleid telt.",
                  "options": [{ "id": "yes", "label": "Ja" }, { "id": "no", "label": "Nee" }]
                },
                {
                  "id": "child-abuse-1.content-1", "code": "content-1", "part": "CONTENT", "kind": "MULTIPLE",
                  "label": "Welke maatregelen?", "source": "Tabel 4.1",
                  "shownWhen": { "question": "child-abuse-1.policy", "option": "yes" },
                  "options": [
                    { "id": "none", "label": "(geen onderdeel van beleid)", "exclusive": true },
                    { "id": "training", "label": "Scholing" },
                    { "id": "other", "label": "Anders, namelijk", "takesText": true }
                  ]
                },
                {
                  "id": "child-abuse-1.reached", "code": "reached", "part": "REACH", "kind": "NUMBER",
                  "label": "Hoeveel procent?", "minimum": 0, "maximum": 100
                }
              ]
            },
            {
              "id": "domestic-violence-1", "number": 1, "theme": "DOMESTIC_VIOLENCE", "title": "Signaleren",
              "definition": "Professionals herkennen signalen.", "provenance": "RECONSTRUCTED",
              "source": "Modelaanpak huiselijk geweld (2010), element IV",
              "questions": [
                {
                  "id": "domestic-violence-1.policy", "code": "policy", "part": "ANCHORING", "kind": "SINGLE",
                  "label": "In beleid?", "options": [{ "id": "yes", "label": "Ja" }, { "id": "no", "label": "Nee" }]
                }
              ]
            }
          ],
          "extraQuestions": [
            { "id": "extra.mark-now", "code": "mark-now", "kind": "MARK", "label": "Welk cijfer geeft u?" },
            { "id": "extra.note", "code": "note", "kind": "TEXT", "label": "Toelichting",
              "shownWhen": { "question": "domestic-violence-1.policy", "option": "no" } }
          ]
        }
        """)!.AsObject();

    /// <summary>Another value at the end of a JSON pointer; null takes the member or item away.</summary>
    public static JsonObject Set(this JsonObject document, string pointer, JsonNode? value)
    {
        var steps = pointer.Split('/')[1..];
        JsonNode at = document;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray list ? list[Index(step)]! : at[step]!;
        }

        switch (at)
        {
            case JsonArray list when value is null:
                list.RemoveAt(Index(steps[^1]));
                break;
            case JsonArray list when Index(steps[^1]) == list.Count:
                list.Add(value);
                break;
            case JsonArray list:
                list[Index(steps[^1])] = value;
                break;
            case JsonObject members when value is null:
                members.Remove(steps[^1]);
                break;
            default:
                at[steps[^1]] = value;
                break;
        }

        return document;
    }

    private static int Index(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
