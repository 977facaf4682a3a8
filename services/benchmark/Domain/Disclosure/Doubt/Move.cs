namespace Monitor.Benchmark.Domain;

/// <summary>A change of one value for which the others are to make up, so that all shown sums stay.</summary>
/// <param name="Bucket">Whose value it is.</param>
/// <param name="Part">0 anchoring, 1 content, 2 reach.</param>
/// <param name="By">Thousandths of points, up or down.</param>
/// <param name="MayMix">Whether others may make up in another part, where the total alone is told.</param>
internal readonly record struct Move(int Bucket, int Part, int By, bool MayMix);
