using System.Text.RegularExpressions;
using Engagement.Tests.Benchmarks;

namespace Engagement.Tests.Common;

/// <summary>A room of Engagement.Core uses rooms on lower floors only, as docs/development.md lists them.</summary>
public sealed partial class RoomsTests
{
    // Merging, erasing and telling the history of a person must know every table that names somebody.
    private static readonly string[] LookUp = ["People/HistoryService.cs", "People/Duplicates/", "People/Removal/", "People/Consents/ConsentService.cs"];

    private static string Core { get; } = Path.Combine(Stage.Repository, "Engagement.Core");

    [Fact]
    public void Rooms_Usings_PointDown()
    {
        var floors = Floors();
        var up = from file in Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
                 let path = Path.GetRelativePath(Core, file).Replace('\\', '/')
                 let room = path.Split('/')[0]
                 where path.Contains('/', StringComparison.Ordinal) && room is not ("bin" or "obj" or "Data") && !Array.Exists(LookUp, l => path.StartsWith(l, StringComparison.Ordinal))
                 from Match used in Using().Matches(File.ReadAllText(file))
                 let other = used.Groups["room"].Value
                 where other != room && floors[other] > 0 && floors[other] >= floors[room]
                 select $"{path} uses {other}";
        up.ShouldBeEmpty();
    }

    [Fact]
    public void Rooms_Folders_AreAllOnAFloor() =>
        Directory.GetDirectories(Core).Select(d => Path.GetFileName(d)!).Except(["bin", "obj"]).ShouldBe(Floors().Keys, ignoreOrder: true);

    private static Dictionary<string, int> Floors() =>
        File.ReadLines(Path.Combine(Stage.Repository, "docs/development.md")).Single(l => l.StartsWith("Common, Data", StringComparison.Ordinal))
            .Split('→').Index().SelectMany(f => f.Item.Split(',').Select(r => (Room: r.Trim(), f.Index))).ToDictionary(r => r.Room, r => r.Index);

    [GeneratedRegex(@"^using Engagement\.Core\.(?<room>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
