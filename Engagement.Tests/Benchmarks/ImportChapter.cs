using System.Diagnostics;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Benchmarks;

/// <summary>A list of 10,000 people: read, checked against 3,000 who are here already, imported; best of three on fresh databases.</summary>
internal static class ImportChapter
{
    public static async Task RunAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var times = new List<(double Check, double Write)>();
            for (var run = 0; run < 4; run++)
            {
                await using var test = await TestDb.CreateAsync(provider);
                await ImportAsync(test, List(3_000, "Known"));
                times.Add(await ImportAsync(test, List(10_000, "New")));
            }
            // The first run pays for compilation.
            var (check, write) = times.Skip(1).MinBy(t => t.Check + t.Write);
            Console.WriteLine(FormattableString.Invariant($"{provider,-8} 10,000 people: checked in {check:0.00} s, written in {write:0.00} s, together {check + write:0.00} s (aim: 2)"));
        }
    }

    private static byte[] List(int count, string name)
    {
        var list = new StringBuilder("Given name,Family name,E-mail,Phone,Neighborhood,ZIP,Age\r\n");
        for (var i = 0; i < count; i++)
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}{i},Person{i * 31 % 977},{name}{i}@example.org,215-555-01{i % 100:00},Fishtown,19125,adult\r\n");
        return Encoding.UTF8.GetBytes(list.ToString());
    }

    private static async Task<(double Check, double Write)> ImportAsync(TestDb test, byte[] file)
    {
        var imports = test.Get<ImportService>();
        var watch = Stopwatch.StartNew();
        var sheet = SheetReader.Read(file).OrThrow();
        var preview = (await imports.CheckAsync(Actor.System, sheet, ImportMapping.For(sheet))).OrThrow();
        var check = watch.Elapsed.TotalSeconds;
        (await imports.RunAsync(Actor.System, preview, onlyGood: false)).OrThrow().PersonIds.Count.ShouldBe(preview.Rows.Count);
        return (check, watch.Elapsed.TotalSeconds - check);
    }
}
