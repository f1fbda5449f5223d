using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagement.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Scale : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_RequestedAt_UpdatedAt",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_ServiceId_RequestedAt",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_UpdatedAt",
                table: "ServiceRequests");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "ServiceRequests",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "NewsAtOnce",
                table: "Liaisons",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Accents are folded when a request is saved the next time.
            migrationBuilder.Sql("""
                UPDATE "ServiceRequests" SET "SearchText" = lower(replace("Number", '-', ' ') || ' ' || coalesce("Address", '') || ' ' || coalesce("Zip", '') || ' ' || coalesce("Neighborhood", '') || ' ' || coalesce("Description", ''));
                """);

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_Neighborhood_RequestedAt",
                table: "ServiceRequests",
                columns: new[] { "Neighborhood", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_RequestedAt_Id_Status_SearchText",
                table: "ServiceRequests",
                columns: new[] { "RequestedAt", "Id", "Status", "SearchText" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_RequestedAt_Id_UpdatedAt_Status_ServiceId_Neighborhood_Source",
                table: "ServiceRequests",
                columns: new[] { "RequestedAt", "Id", "UpdatedAt", "Status", "ServiceId", "Neighborhood", "Source" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_ServiceId_RequestedAt_Status_ClosedAt_ExpectedAt",
                table: "ServiceRequests",
                columns: new[] { "ServiceId", "RequestedAt", "Status", "ClosedAt", "ExpectedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_Status_ExpectedAt_RequestedAt_Id",
                table: "ServiceRequests",
                columns: new[] { "Status", "ExpectedAt", "RequestedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_UpdatedAt_Id",
                table: "ServiceRequests",
                columns: new[] { "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RequestEvents_Kind_RequestId_At",
                table: "RequestEvents",
                columns: new[] { "Kind", "RequestId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_Neighborhood_RequestedAt",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_RequestedAt_Id_Status_SearchText",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_RequestedAt_Id_UpdatedAt_Status_ServiceId_Neighborhood_Source",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_ServiceId_RequestedAt_Status_ClosedAt_ExpectedAt",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_Status_ExpectedAt_RequestedAt_Id",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_UpdatedAt_Id",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_RequestEvents_Kind_RequestId_At",
                table: "RequestEvents");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "ServiceRequests");

            migrationBuilder.DropColumn(
                name: "NewsAtOnce",
                table: "Liaisons");

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_RequestedAt_UpdatedAt",
                table: "ServiceRequests",
                columns: new[] { "RequestedAt", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_ServiceId_RequestedAt",
                table: "ServiceRequests",
                columns: new[] { "ServiceId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_UpdatedAt",
                table: "ServiceRequests",
                column: "UpdatedAt");
        }
    }
}
