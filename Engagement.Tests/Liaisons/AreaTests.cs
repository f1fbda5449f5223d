using System.Globalization;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Liaisons;

public class AreaTests
{
    // A square of 4 by 4 with a hole of 2 by 2 in the middle, and a triangle apart from it.
    private static readonly Outline Ringed = Parse("[[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[3,1],[3,3],[1,3],[1,1]]],[[[10,0],[12,0],[11,2],[10,0]]]]");

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(2, 2, false)] // in the hole
    [InlineData(1, 2, true)] // on the hole's border
    [InlineData(3, 3, true)] // on a corner of the hole
    [InlineData(0, 2, true)] // on the outer border
    [InlineData(4, 4, true)] // on an outer corner
    [InlineData(4.001, 2, false)]
    [InlineData(-1, 4, false)] // beside, at the height of an edge
    [InlineData(5, 1, false)] // between the two polygons
    [InlineData(11, 1, true)] // in the second polygon
    [InlineData(10.1, 1, false)] // beside it, but in its box
    [InlineData(11, 2, true)] // on its tip
    [InlineData(9, 2, false)] // at the height of its tip
    public void Contains_HolesAndBorders_AsTheyLie(double longitude, double latitude, bool inside) => Ringed.Contains(new Spot(longitude, latitude)).ShouldBe(inside);

    [Fact]
    public void Contains_ConcaveRingWithCornersAtTheSameHeight_CrossesRight()
    {
        var comb = Parse("[[[[0,0],[5,0],[5,2],[4,2],[4,1],[3,1],[3,2],[2,2],[2,1],[1,1],[1,2],[0,2],[0,0]]]]");
        for (var x = 0; x < 5; x++) comb.Contains(new Spot(x + 0.5, 1.5)).ShouldBe(x % 2 == 0, $"tooth {x}");
        comb.Contains(new Spot(2.5, 1)).ShouldBeTrue("on the edge between two teeth");
        comb.Contains(new Spot(5.5, 1)).ShouldBeFalse();
    }

    [Fact]
    public void ToJson_AndBack_IsTheSame() => Outline.Parse(Ringed.ToJson()).ToJson().ShouldBe(Ringed.ToJson());

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "not JSON")]
    [InlineData("<?xml version='1.0'?>", "not JSON")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[", "not JSON")]
    [InlineData("[]", "FeatureCollection")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", "no areas")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}]}", "Area 1 has no geometry")]
    [InlineData("POINT", "Area 1 is a Point; only areas")]
    [InlineData("[[[0,0],[1,0],[0,0]]]", "fewer than four")]
    [InlineData("[[[0,0],[1,0],[1,1],[0,1]]]", "not closed")]
    [InlineData("[[[0,0],[1,1],[2,2],[0,0]]]", "encloses nothing")]
    [InlineData("[[[0,0],[\"1\",0],[1,1],[0,0]]]", "not a pair of numbers")]
    [InlineData("[[[2690000,240000],[2690100,240000],[2690100,240100],[2690000,240000]]]", "not longitude and latitude")]
    [InlineData("[[[0,0],[1,0],[1,95],[0,0]]]", "not longitude and latitude")]
    [InlineData("[[[0,0],[1e999,0],[1,1],[0,0]]]", "not longitude and latitude")]
    public void Read_WhatIsNoAreas_IsRefusedWithTheReason(string file, string reason)
    {
        var json = file switch
        {
            "POINT" => Collection("""{"type":"Point","coordinates":[1,2]}"""),
            ['[', '[', ..] => Collection($$"""{"type":"Polygon","coordinates":{{file}}}"""),
            _ => file,
        };
        var read = GeoJson.Read(Encoding.UTF8.GetBytes(json));
        read.Error.ShouldBeOfType<BoundariesProblem>().Message.ShouldContain(reason);
    }

    [Fact]
    public void Read_TooMuch_IsRefused()
    {
        GeoJson.Read(new byte[GeoJson.MostBytes + 1]).Error!.Message.ShouldContain("at most 10 MB");
        GeoJson.Read(Encoding.UTF8.GetBytes(new string('[', 10_000))).Error!.Message.ShouldContain("not JSON");
        var many = string.Join(',', Enumerable.Repeat("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}""", GeoJson.MostAreas + 1));
        GeoJson.Read(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{many}}]}""")).Error!.Message.ShouldContain("more than 2,000 areas");
        GeoJson.Read(Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:2272"}},"features":[1]}""")).Error!.Message.ShouldContain("WGS 84");
    }

    [Fact]
    public void Names_TwoAreasOfOneName_CanNotBeUsed()
    {
        var square = """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""";
        var file = GeoJson.Read(Encoding.UTF8.GetBytes($$"""
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"id":1,"name":"Fishtown","mapname":"Fishtown","only":"x","list":[1]},"geometry":{{square}}},
              {"type":"Feature","properties":{"id":2,"name":"FISHTOWN","mapname":"Olney"},"geometry":{{square}}}]}
            """)).OrThrow();
        file.Names.Select(n => (n.Property, n.Problem is null)).ShouldBe([("mapname", true), ("id", true), ("name", false)]);
        file.Names[^1].Problem!.ShouldContain("is the name of two areas");
        file.By("nothing").Error.ShouldBeOfType<BoundariesProblem>();
    }

    [Fact]
    public void Map_ACityOfSquares_IsLightAndInvertible()
    {
        var map = new AreaMap("Somebody, CC BY", City(12, corners: 200).Select(n => (n.Name, n.Outline)).ToList());
        map.Shapes.Count.ShouldBe(144);
        map.Shapes.Sum(s => s.Path.Length).ShouldBeLessThan(144 * 60, "needless corners are left out");
        map.Shapes.ShouldAllBe(s => s.Path.StartsWith('M') && s.Path.EndsWith('z') && s.Room > 50);
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude, 40°.
        ((double)map.Height / AreaMap.Width).ShouldBe(1 / Math.Cos(40.06 * Math.PI / 180), 0.01);
        var spot = new Spot(-75.123, 40.05);
        var (x, y) = map.Of(spot);
        var back = map.At(x, y);
        (back.Longitude, back.Latitude).ShouldBe((spot.Longitude, spot.Latitude), new Near());
        var first = map.Shapes[0];
        City(12, 200)[0].Outline.Contains(map.At(first.X, first.Y)).ShouldBeTrue("the number stands inside");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Use_Upload_ReplacesAndFinds(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var areas = test.Get<AreaService>();
        (await areas.AtAsync(40.005, -75.195)).ShouldBeNull();
        (await areas.MapAsync()).ShouldBeNull();
        (await areas.UseAsync(TestDb.Coordinator, Upload(2), "name", "Somebody")).Error.ShouldBeOfType<Forbidden>();
        (await areas.UseAsync(TestDb.Admin, Upload(2), "name", " ")).Error.ShouldBeOfType<Invalid>();
        (await areas.UseAsync(TestDb.Admin, Upload(2), "name", "Somebody, CC BY")).OrThrow().ShouldBe(4);
        (await areas.AtAsync(40.005, -75.195)).ShouldBe("Area 0-0");
        (await areas.AtAsync(40.015, -75.185)).ShouldBe("Area 1-1");
        (await areas.AtAsync(40.01, -75.19)).ShouldBe("Area 0-0", "where four meet, the first by name");
        (await areas.AtAsync(41, -75)).ShouldBeNull();
        (await areas.MapAsync())!.Attribution.ShouldBe("Somebody, CC BY");
        (await areas.UseAsync(TestDb.Admin, Upload(3), "name", "Another")).OrThrow().ShouldBe(9);
        (await areas.GetAsync(TestDb.Admin)).OrThrow().Count.ShouldBe(9);
        (await areas.MapAsync())!.Shapes.Count.ShouldBe(9, "the new ones are seen at once");
        await using var db = test.Open();
        ((await db.Boundaries.CountAsync()), await db.Neighborhoods.CountAsync()).ShouldBe((1, 9));
        (await areas.RemoveAsync(TestDb.Admin)).Ok.ShouldBeTrue();
        (await areas.MapAsync()).ShouldBeNull();
    }

    [Fact]
    public void AreaNames_AsPeopleWriteThem_GetTheNameOfTheBoundaries()
    {
        var names = new AreaNames(["Fishtown - Lower Kensington", "Olney", "Mount Airy, East"]);
        names.Read("OLNEY; 19125,Somewhere").ShouldBe(["Olney", "19125", "Somewhere"]);
        names.Read("mount airy, east").ShouldBe(["Mount Airy, East"]);
        names.Read("fishtown  -  lower kensington").ShouldBe(["Fishtown - Lower Kensington"]);
        names.Read(" ; ").ShouldBeEmpty();
        names.Read("Olney/olney").ShouldBe(["Olney"]);
    }

    /// <summary>A city of squares of a hundredth of a degree, southwest corner at 40° N, 75.2° W.</summary>
    internal static List<(string Name, Outline Outline)> City(int size, int corners = 1) =>
        [.. Enumerable.Range(0, size).SelectMany(i => Enumerable.Range(0, size).Select(j => ($"Area {i}-{j}", Square(-75.2 + j * 0.01, 40 + i * 0.01, corners))))];

    internal static GeoJson Upload(int size) => GeoJson.Read(Encoding.UTF8.GetBytes(UploadText(size))).OrThrow();

    internal static string UploadText(int size) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', City(size).Select(c =>
        $$"""{"type":"Feature","properties":{"name":"{{c.Name}}"},"geometry":{"type":"MultiPolygon","coordinates":{{c.Outline.ToJson()}} } }"""))}}] }""";

    private static Outline Square(double west, double south, int corners)
    {
        (double X, double Y)[] ends = [(west, south), (west + 0.01, south), (west + 0.01, south + 0.01), (west, south + 0.01), (west, south)];
        var ring = ends.Zip(ends.Skip(1)).SelectMany(s => Enumerable.Range(0, corners).Select(i => new Spot(s.First.X + (s.Second.X - s.First.X) * i / corners, s.First.Y + (s.Second.Y - s.First.Y) * i / corners))).ToList();
        return new Outline([[[.. ring, ring[0]]]]);
    }

    private static Outline Parse(string json) => Outline.Parse(json);

    private static string Collection(string geometry) => $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},"geometry":{{geometry}}}]}""";

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) + Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }
}
