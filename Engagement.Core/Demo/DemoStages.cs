using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.People;
using Engagement.Core.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Core.Demo;

/// <summary>The stages of the demo city: places first, then people, then what they did.</summary>
internal sealed partial class DemoStages(IServiceProvider services, Actor actor, DemoClock clock, DateOnly today, Random random, bool small)
{
    private const string Zone = "America/New_York";
    private readonly DemoPeople invented = new(random);
    private readonly Dictionary<string, Guid> programs = [];
    private readonly List<Guid> sites = [];
    private readonly List<Guid> departments = [];
    private readonly List<Guid> partners = [];
    private readonly List<Guid> presenters = [];
    private readonly List<(Guid Giver, Guid Presenter)> speakers = [];
    private readonly List<Planned> planned = [];
    private readonly Queue<Guid> adults = new();
    private readonly Queue<Guid> students = new();

    /// <summary>All stages in order, with what to tell meanwhile.</summary>
    public IEnumerable<(string What, Func<Task> Run)> All() =>
    [
        ("Programs, sites, departments and partners", PlacesAsync),
        ("People", PeopleAsync),
        ("Academy cohorts", AcademiesAsync),
        ("Youth cohorts", YouthAsync),
        ("Liaison classes", LiaisonsAsync),
        ("Workshops", WorkshopsAsync),
        ("Service requests", RequestsAsync),
        ("Surveys", SurveysAsync),
        ("What a week brings", WeekAsync),
        ("What became of the liaisons", LiaisonYearsAsync),
    ];

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private static void Must(Result result)
    {
        if (!result.Ok) throw new InvalidOperationException($"The demo city broke a rule: {result.Error.Message}");
    }

    private async Task PlacesAsync()
    {
        Must(await Get<ProgramService>().EnsureStandardAsync(actor));
        await using (var db = await Get<IDbContextFactory<EngagementDb>>().OpenAsync(actor))
            foreach (var p in await db.Programs.Select(p => new { p.Slug, p.Id }).ToListAsync()) programs[p.Slug] = p.Id;
        var holidays = (await Get<ClosureService>().ProposeHolidaysAsync(actor)).OrThrow();
        (await Get<ClosureService>().AddHolidaysAsync(actor, [.. holidays.Select(h => h.Date)])).OrThrow();
        foreach (var place in DemoPlaces.Sites)
            sites.Add((await Get<SiteService>().CreateAsync(actor, new SiteInput
            {
                Name = place.Name,
                Address = place.Address,
                Neighborhood = place.Neighborhood,
                Zip = place.Zip,
                Computers = place.Computers,
                ContactName = Person(),
                ContactPhone = invented.NextPhone(),
                Rooms = [.. place.Rooms.Select(r => new RoomInput { Name = r.Name, Capacity = r.Seats })],
            })).OrThrow());
        foreach (var d in DemoPlaces.Departments)
            departments.Add((await Get<PartnerService>().CreateAsync(actor, PartnerKind.Department, new PartnerInput { Name = d.Name, ShortName = d.Short, Website = d.Website })).OrThrow());
        foreach (var p in DemoPlaces.Partners)
            partners.Add((await Get<PartnerService>().CreateAsync(actor, PartnerKind.Partner, new PartnerInput { Name = p.Name, Description = p.About, Website = p.Website })).OrThrow());
        // One for each giver; liaison classes overlap, so the office itself has three trainers.
        foreach (var (id, department) in departments.Select(d => (d, true)).Concat(partners.Select(p => (p, false))).Append((departments[0], true)).Append((departments[0], true)))
        {
            presenters.Add((await Get<PresenterService>().CreateAsync(actor, new PresenterInput
            {
                Name = Person(),
                Title = "Presenter (invented)",
                Email = "presenter@example.org",
                DepartmentId = department ? id : null,
                PartnerId = department ? null : id,
                ClearanceExpires = presenters.Count switch { 3 => today.AddDays(12), 5 => null, 9 => today.AddDays(-20), _ => today.AddMonths(6 + presenters.Count) },
            })).OrThrow());
            speakers.Add((id, presenters[^1]));
        }
    }

    private string Person() => invented.Next() is var p ? $"{p.Given} {p.Family}" : "";

    /// <summary>People come in as an office would bring them: as a list, through the import.</summary>
    private async Task PeopleAsync()
    {
        clock.GoTo(LocalTime.ToUtc(today.AddYears(-3), new TimeOnly(9, 0), Zone));
        var (grown, young) = small ? (120, 40) : (2760, 240);
        foreach (var id in await ImportAsync(grown, minors: false)) adults.Enqueue(id);
        foreach (var id in await ImportAsync(young, minors: true)) students.Enqueue(id);
    }

    private async Task<IReadOnlyList<Guid>> ImportAsync(int count, bool minors)
    {
        var list = new StringBuilder("Given name,Family name,E-mail,Phone,Neighborhood,ZIP,Language,Age,Guardian name,Guardian relation,Guardian phone\r\n");
        for (var i = 0; i < count; i++)
        {
            var p = invented.Next();
            var age = minors ? random.Next(4) switch { 0 => "14-15", 1 => "16-17", _ => "11-13" } : "adult";
            var guardian = minors ? $"{invented.Next().Given} {p.Family},{(random.Next(3) == 0 ? "father" : "mother")},{invented.NextPhone()}" : ",,";
            list.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"{p.Given},{p.Family},{(minors ? null : p.Email)},{(minors ? null : p.Phone)},{p.Neighborhood},{p.Zip},{p.Language},{age},{guardian}\r\n");
        }
        var sheet = SheetReader.Read(list.ToString()).OrThrow();
        var preview = (await Get<ImportService>().CheckAsync(actor, sheet, ImportMapping.For(sheet))).OrThrow();
        return (await Get<ImportService>().RunAsync(actor, preview, onlyGood: false)).OrThrow().PersonIds;
    }
}
