using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Engagement.Core.Common;
using Engagement.Core.ServiceRequests;
using Microsoft.Net.Http.Headers;

namespace Engagement.Web.Endpoints;

/// <summary>A short answer of our Open311 server. Its ETag is a hash of it.</summary>
internal sealed class GeoResult(bool xml, Action<GeoWriter> write, int status = StatusCodes.Status200OK, int wait = 60) : IResult
{
    /// <summary>An expected failure, as the specification has it: every problem is an error of its own.</summary>
    public static GeoResult Failure(bool xml, Error error)
    {
        IReadOnlyList<GeoError> errors = error switch
        {
            GeoError one => [one],
            Invalid invalid => [.. invalid.Problems.Select(p => GeoError.Bad(p.Message))],
            _ => [GeoError.Bad(error.Message)],
        };
        return new(xml, to => GeoAnswers.Errors(to, errors), errors[0].Code, errors[0].Wait);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = GeoWriter.To(body, xml))
        {
            write(writer);
            writer.Flush();
        }
        var response = httpContext.Response;
        response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests) response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (status != StatusCodes.Status200OK || HttpMethods.IsPost(httpContext.Request.Method)) response.Headers.CacheControl = "no-store";
        else if (GeoHead.IsKnown(httpContext, xml, Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan)[..12]), null)) return;
        GeoHead.Type(response, xml);
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted);
    }
}

/// <summary>Requests, written while they are read: the first bytes leave before the last row is there, and no answer is held in memory.</summary>
internal sealed class GeoRowsResult(bool xml, GeoRows found, string address) : IResult
{
    private const int FlushedEach = 50;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (GeoHead.IsKnown(httpContext, xml, found.Stamp, found.Updated)) return;
        if (found.More) response.Headers.Link = $"<{Next(httpContext.Request)}>; rel=\"next\"";
        GeoHead.Type(response, xml);
        using var writer = GeoWriter.To(response.BodyWriter, xml);
        writer.BeginList("service_requests");
        var count = 0;
        await foreach (var request in found.Rows)
        {
            GeoAnswers.Request(writer, request, address);
            if (++count % FlushedEach != 0) continue;
            writer.Flush();
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
        writer.EndList("service_requests");
        writer.Flush();
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private static string Next(HttpRequest request)
    {
        var page = int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var now) ? now : 1;
        var query = QueryString.Create([.. request.Query.Where(q => q.Key != "page"), new("page", (page + 1).ToString(CultureInfo.InvariantCulture))]);
        return request.PathBase + request.Path + query;
    }
}

/// <summary>The headers of both.</summary>
internal static class GeoHead
{
    public static void Type(HttpResponse response, bool xml) => response.ContentType = xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";

    /// <summary>Names the answer, and answers 304 when the client has it already.</summary>
    public static bool IsKnown(HttpContext http, bool xml, string stamp, DateTime? updated)
    {
        var tag = $"W/\"{stamp}-{(xml ? 'x' : 'j')}\"";
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = new EntityTagHeaderValue(tag[2..], isWeak: true);
        headers.LastModified = updated;
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.Vary = "Accept";
        var asked = http.Request.GetTypedHeaders();
        var known = asked.IfNoneMatch.Count > 0
            ? asked.IfNoneMatch.Any(t => t.Compare(headers.ETag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any))
            : headers.LastModified is { } last && asked.IfModifiedSince >= last;
        if (known) http.Response.StatusCode = StatusCodes.Status304NotModified;
        return known;
    }
}
