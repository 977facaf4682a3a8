using Monitor.Seeds;

var folder = SeedsFolder.Find(AppContext.BaseDirectory);
foreach (var (round, file) in Generator.Generate(folder))
{
    var path = folder.Responses(round.Year);
    await File.WriteAllBytesAsync(path, file);
    Console.WriteLine($"{path}: {round.Respondents.Count} responses, seed {round.Seed}.");
}

var figures = MunicipalFigures.Generate(folder);
await File.WriteAllBytesAsync(folder.MunicipalFigures, figures);
Console.WriteLine($"{folder.MunicipalFigures}: {figures.Length} bytes.");
