namespace Monitor.Scoring.Events;

/// <summary>Heard from questionnaire: this revision of a response was submitted.</summary>
public sealed record ResponseSubmitted(
    string ResponseId, int Revision, int Round, string Municipality, string Questionnaire);
