namespace Monitor.Benchmark.Graph;

/// <summary>A round that questionnaire refers to.</summary>
public sealed record RoundReference(int Year);

/// <summary>A region that questionnaire refers to.</summary>
public sealed record RegionReference(string Code);

/// <summary>A municipality that questionnaire refers to.</summary>
public sealed record MunicipalityReference(string Code);

/// <summary>An objective, which questionnaire describes.</summary>
public sealed record ObjectiveReference(string Id);
