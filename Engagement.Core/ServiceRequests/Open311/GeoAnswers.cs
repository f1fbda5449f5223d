namespace Engagement.Core.ServiceRequests;

/// <summary>The answers of our Open311 server, field by field as GeoReport v2 names and orders them.</summary>
public static class GeoAnswers
{
    /// <summary>Errors.</summary>
    public static void Errors(GeoWriter to, IEnumerable<GeoError> errors)
    {
        to.BeginList("errors");
        foreach (var error in errors)
        {
            to.BeginItem("error");
            to.Text("code", error.Code.ToString(System.Globalization.CultureInfo.InvariantCulture));
            to.Text("description", error.Message);
            to.EndItem("error");
        }
        to.EndList("errors");
    }

    /// <summary>The list of services. All of them are "realtime": an id is given at once.</summary>
    public static void Services(GeoWriter to, IEnumerable<ServiceType> services)
    {
        to.BeginList("services");
        foreach (var service in services)
        {
            to.BeginItem("service");
            to.Text("service_code", service.Code);
            to.Text("service_name", service.Name);
            to.Text("description", service.Description);
            to.Flag("metadata", service.Attributes.Count > 0);
            to.Text("type", "realtime");
            to.Text("keywords", service.Keywords);
            to.Text("group", service.Group);
            to.EndItem("service");
        }
        to.EndList("services");
    }

    /// <summary>What a service asks.</summary>
    public static void Definition(GeoWriter to, ServiceType service)
    {
        to.BeginItem("service_definition");
        to.Text("service_code", service.Code);
        to.BeginList("attributes");
        foreach (var (order, attribute) in service.Attributes.Index()) Attribute(to, order + 1, attribute);
        to.EndList("attributes");
        to.EndItem("service_definition");
    }

    /// <summary>One request; <paramref name="address"/> is the application's, without a slash at the end.</summary>
    public static void Request(GeoWriter to, PublicRequest request, string address)
    {
        to.BeginItem("request");
        to.Text("service_request_id", request.Number);
        to.Text("status", request.Open ? "open" : "closed");
        to.Text("status_notes", request.StatusNotes);
        to.Text("service_name", request.ServiceName);
        to.Text("service_code", request.ServiceCode);
        to.Text("description", request.Description);
        to.Text("agency_responsible", request.Agency);
        to.Text("service_notice", null);
        to.Time("requested_datetime", request.RequestedAt);
        to.Time("updated_datetime", request.UpdatedAt);
        to.Time("expected_datetime", request.ExpectedAt);
        to.Text("address", request.Address);
        to.Text("address_id", null);
        to.Text("zipcode", request.Zip);
        to.Number("lat", request.Latitude);
        to.Number("long", request.Longitude);
        to.Text("media_url", request.MediaAt(address));
        to.EndItem("request");
    }

    /// <summary>The answer to a new request, or to a question for a token.</summary>
    public static void Id(GeoWriter to, string id, string? token = null, string? notice = null)
    {
        to.BeginList("service_requests");
        to.BeginItem("request");
        to.Text("service_request_id", id);
        if (token is not null) to.Text("token", token);
        else
        {
            to.Text("service_notice", notice);
            to.Text("account_id", null);
        }
        to.EndItem("request");
        to.EndList("service_requests");
    }

    private static void Attribute(GeoWriter to, int order, ServiceAttribute attribute)
    {
        to.BeginItem("attribute");
        to.Flag("variable", attribute.Variable);
        to.Text("code", attribute.Code);
        to.Text("datatype", attribute.Type.ToString().ToLowerInvariant());
        to.Flag("required", attribute.Required);
        to.Text("datatype_description", attribute.TypeDescription);
        to.Number("order", order);
        to.Text("description", attribute.Description);
        if (attribute.Type is AttributeType.SingleValueList or AttributeType.MultiValueList)
        {
            to.BeginList("values");
            foreach (var value in attribute.Values)
            {
                to.BeginItem("value");
                to.Text("key", value.Key);
                to.Text("name", value.Name);
                to.EndItem("value");
            }
            to.EndList("values");
        }
        to.EndItem("attribute");
    }
}
