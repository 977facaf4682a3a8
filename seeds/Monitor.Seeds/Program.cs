using Monitor.Seeds;

var folder = SeedsFolder.Find(AppContext.BaseDirectory);
var written = Generator.Generate(folder);
await File.WriteAllBytesAsync(folder.Responses, written.File);
Console.WriteLine($"{folder.Responses}: {written.Round.Respondents.Count} responses, seed {written.Round.Seed}.");
