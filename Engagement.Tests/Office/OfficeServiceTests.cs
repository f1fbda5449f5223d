using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Office;
using Engagement.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Tests.Office;

public class OfficeServiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Update_EverythingChanged_IsReadBackAndAudited(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<OfficeService>();
        var input = (await service.EditAsync(TestDb.Admin)).OrThrow();
        (input.OfficeName, input.CityName, input.ContactEmail, input.ContactPhone) = ("  Phila 311 ", "Philadelphia", "ask@example.org", "311 or 215-686-8686".Replace("or ", ""));
        (input.TimeZone, input.PublicAddress, input.BrandColor, input.Paper) = ("America/Chicago", "https://programs.example.org/", "#17662F", PaperSize.A4);
        (input.RequireSecondFactor, input.RetentionMonths, input.RetentionMonthsMinors) = (true, 24, 6);
        input.Signatories = [new() { Name = "Ada Byron", Title = "Director" }, new(), new() { Name = "Blaise Pascal", Title = "" }];
        (await service.UpdateAsync(TestDb.Admin, input)).Error.ShouldBeNull();

        var s = await service.GetAsync();
        (s.OfficeName, s.CityName, s.ContactEmail, s.ContactPhone).ShouldBe(("Phila 311", "Philadelphia", "ask@example.org", "311 215-686-8686"));
        (s.TimeZone, s.PublicAddress, s.BrandColor, s.Paper).ShouldBe(("America/Chicago", "https://programs.example.org", "#17662f", PaperSize.A4));
        (s.RequireSecondFactor, s.RetentionMonths, s.RetentionMonthsMinors).ShouldBe((true, 24, 6));
        s.Signatories.Select(p => (p.Name, p.Title)).ShouldBe([("Ada Byron", "Director"), ("Blaise Pascal", "")]);

        input = (await service.EditAsync(TestDb.Admin)).OrThrow();
        input.Signatories.RemoveAt(0);
        (await service.UpdateAsync(TestDb.Admin, input)).Ok.ShouldBeTrue();
        await using var db = test.Open();
        var lines = await db.Audit.Where(a => a.Subject == s.Id).OrderBy(a => a.Id).Select(a => a.Changes).ToListAsync();
        lines.ShouldContain(l => l!.Contains("Ada Byron, Director; Blaise Pascal, \",\"Blaise Pascal, \"", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_SecondOfTwoPeople_IsTold(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<OfficeService>();
        for (var round = 0; round < 2; round++) // the first save makes the row, the second changes it
        {
            var first = (await service.EditAsync(TestDb.Admin)).OrThrow();
            var second = (await service.EditAsync(TestDb.Admin)).OrThrow();
            first.CityName = $"City {round}";
            (await service.UpdateAsync(TestDb.Admin, first)).Ok.ShouldBeTrue();
            (await service.UpdateAsync(TestDb.Admin, second)).Error.ShouldBeOfType<Stale>();
            (await service.GetAsync()).CityName.ShouldBe($"City {round}");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Update_TwoFirstSavesAtOnce_OneIsTold(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var service = test.Get<OfficeService>();
        var inputs = new[] { (await service.EditAsync(TestDb.Admin)).OrThrow(), (await service.EditAsync(TestDb.Admin)).OrThrow() };
        var results = await Task.WhenAll(inputs.Select(i => Task.Run(() => service.UpdateAsync(TestDb.Admin, i))));
        results.Count(r => r.Ok).ShouldBe(1);
        results.Single(r => !r.Ok).Error.ShouldBeOfType<Stale>();
        await using var db = test.Open();
        (await db.OfficeSettings.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(nameof(OfficeInput.OfficeName), "")]
    [InlineData(nameof(OfficeInput.ContactEmail), "not an address")]
    [InlineData(nameof(OfficeInput.ContactPhone), "<script>")]
    [InlineData(nameof(OfficeInput.TimeZone), "Mars/Olympus")]
    [InlineData(nameof(OfficeInput.PublicAddress), "http://programs.example.org")]
    [InlineData(nameof(OfficeInput.PublicAddress), "javascript:alert(1)")]
    [InlineData(nameof(OfficeInput.PublicAddress), "https://example.org/path")]
    [InlineData(nameof(OfficeInput.PublicAddress), "https://user@example.org")]
    [InlineData(nameof(OfficeInput.PublicAddress), "https://example.org?x=1")]
    [InlineData(nameof(OfficeInput.BrandColor), "#ffff00")]
    [InlineData(nameof(OfficeInput.BrandColor), "red;}")]
    public async Task Update_BadValue_NamesTheField(string field, string value)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var input = (await test.Get<OfficeService>().EditAsync(TestDb.Admin)).OrThrow();
        typeof(OfficeInput).GetProperty(field)!.SetValue(input, value);
        var invalid = (await test.Get<OfficeService>().UpdateAsync(TestDb.Admin, input)).Error.ShouldBeOfType<Invalid>();
        invalid.Problems.Select(p => p.Field).ShouldBe([field]);
    }

    [Theory]
    [InlineData("https://programs.example.org")]
    [InlineData("https://programs.example.org:8443/")]
    [InlineData("http://localhost:5311")]
    [InlineData(null)]
    public async Task Update_GoodAddress_IsTaken(string? address)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var input = (await test.Get<OfficeService>().EditAsync(TestDb.Admin)).OrThrow();
        input.PublicAddress = address;
        (await test.Get<OfficeService>().UpdateAsync(TestDb.Admin, input)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Update_FourSignatoriesAndOddRetention_EachIsTold()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var input = (await test.Get<OfficeService>().EditAsync(TestDb.Admin)).OrThrow();
        input.Signatories = [.. Enumerable.Range(1, 4).Select(i => new Signatory { Name = $"N {i}" }), new Signatory { Title = "No name" }];
        (input.RetentionMonths, input.RetentionMonthsMinors) = (0, 500);
        var invalid = (await test.Get<OfficeService>().UpdateAsync(TestDb.Admin, input)).Error.ShouldBeOfType<Invalid>();
        invalid.Problems.Select(p => p.Field).Distinct().ShouldBe(["RetentionMonths", "RetentionMonthsMinors", "Signatories", "Signatory5Name"]);
    }

    [Fact]
    public async Task Update_ByCoordinator_IsForbidden()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        (await test.Get<OfficeService>().EditAsync(TestDb.Coordinator)).Error.ShouldBeOfType<Forbidden>();
        (await test.Get<OfficeService>().UpdateAsync(TestDb.Coordinator, new OfficeInput())).Error.ShouldBeOfType<Forbidden>();
    }

    [Fact]
    public async Task Get_ManyReaders_OneQuery()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        test.Get<OfficeService>().LastKnown().OfficeName.ShouldBe("Philly311");
        for (var i = 0; i < 10; i++) await test.Get<OfficeService>().GetAsync();
        test.Queries.Count.ShouldBe(1);
    }
}
