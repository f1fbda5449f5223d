using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.ServiceRequests;

/// <summary>What somebody on a walk types. There is no field for a name.</summary>
public sealed class WalkInput
{
    /// <summary>What the form chose, so that what is sent twice is one.</summary>
    public Guid Id { get; set; }

    /// <summary>Code of the service, if it is known.</summary>
    public string? Service { get; set; }

    /// <summary>What is wrong.</summary>
    public string? Description { get; set; }

    /// <summary>Address or intersection.</summary>
    public string? Address { get; set; }

    /// <summary>Latitude, WGS 84.</summary>
    public double? Latitude { get; set; }

    /// <summary>Longitude, WGS 84.</summary>
    public double? Longitude { get; set; }
}

/// <summary>Takes reports on a walk, from anyone who has the code of the class.</summary>
public sealed class WalkReportService(IDbContextFactory<EngagementDb> dbs, GroupCommit writer, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>True while a code takes reports.</summary>
    [AnyoneMay("Tells only who has the code of a class whether it counts, and nothing about the class.")]
    public async Task<bool> IsOpenAsync(string? typed)
    {
        await using var db = await dbs.OpenAsync(Actor.Anyone);
        return await FindAsync(db, typed) is not null;
    }

    /// <summary>Takes a report. The same id again is the same report; what it said first stands.</summary>
    [AnyoneMay("A class walks without accounts; nothing is published before an adult has looked at it.")]
    public async Task<Result> AddAsync(string? typed, WalkInput input, byte[]? upload)
    {
        var (description, address) = (Text.CleanLines(input.Description), Text.Clean(input.Address));
        if (new Check()
            .That(description is null && upload is not { Length: > 0 }, nameof(input.Description), "Say what is wrong, or take a photo of it.")
            .That(description?.Length > 1000, nameof(input.Description), "Please use at most 1,000 characters.")
            .That(address?.Length > 200, nameof(input.Address), "Please use at most 200 characters.")
            .That(address is null && (input.Latitude is null || input.Longitude is null), nameof(input.Address), "Say where it is: an address, an intersection or a point.")
            .Failed is { } invalid) return invalid;
        await using (var db = await dbs.OpenAsync(Actor.Anyone))
            if (await FindAsync(db, typed) is null) return new WalkOver();
        var photo = upload is { Length: > 0 } ? await PhotoReader.ReadAsync(upload) : (Result<byte[]>?)null;
        if (photo is { Ok: false }) return photo.Value.Error!;
        return await writer.WriteAsync<Result>(Actor.Anyone, async db =>
        {
            if (await FindAsync(db, typed) is not { } walk) return new WalkOver();
            var key = $"{walk.Id:n} {input.Id:n}";
            if (await db.WalkReports.AnyAsync(r => r.EntryKey == key)) return Result.Success;
            if (await db.WalkReports.CountAsync(r => r.WalkId == walk.Id) >= Walk.MostReports) return new WalkFull();
            var report = new WalkReport(walk.Id, key, Now)
            {
                ServiceCode = await db.ServiceTypes.Where(s => s.Code == input.Service && s.Active).Select(s => s.Code).SingleOrDefaultAsync(),
                Description = description,
                Address = address,
                Latitude = Within(input.Latitude, 90),
                Longitude = Within(input.Longitude, 180),
            };
            if (photo is { Value: { } jpeg })
            {
                var file = new StoredFile("photo.jpg", "image/jpeg", jpeg);
                db.Add(file);
                report.PhotoId = file.Id;
            }
            db.Add(report);
            await db.SaveChangesAsync();
            return Result.Success;
        });
    }

    private async Task<Walk?> FindAsync(EngagementDb db, string? typed) =>
        CheckedCode.Read(typed) is { Length: Walk.CodeLength } code && await db.Walks.AsNoTracking().SingleOrDefaultAsync(w => w.Code == code) is { } walk && walk.IsOpen(Now) ? walk : null;

    private static double? Within(double? degrees, double most) => degrees is { } d && Math.Abs(d) <= most ? d : null;
}

/// <summary>No walk takes reports under this code now.</summary>
public sealed record WalkOver() : Error("No walk takes reports under this code now. Ask the person who leads it.");

/// <summary>The walk has as many reports as it can take.</summary>
public sealed record WalkFull() : Error("This walk has enough reports. Ask the person who leads it.");
